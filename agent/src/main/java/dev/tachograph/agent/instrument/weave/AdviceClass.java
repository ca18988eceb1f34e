package dev.tachograph.agent.instrument.weave;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** The enter and exit advice of one advice class. */
final class AdviceClass {
  private static final String ON_ENTER = Type.getDescriptor(Advice.OnEnter.class);
  private static final String ON_EXIT = Type.getDescriptor(Advice.OnExit.class);

  final @Nullable AdviceMethod enter;
  final @Nullable AdviceMethod exit;

  private AdviceClass(@Nullable AdviceMethod enter, @Nullable AdviceMethod exit) {
    this.enter = enter;
    this.exit = exit;
  }

  /** Reads the advice from the class file, so that the class itself is never linked. */
  static AdviceClass read(Class<?> type) {
    String resource = type.getName().replace('.', '/') + ".class";
    ClassNode node = new ClassNode();
    try (InputStream in = type.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new WeaveException("no class file for advice " + type.getName());
      }
      new ClassReader(in.readAllBytes())
          .accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IOException e) {
      throw new WeaveException("advice " + type.getName() + " is unreadable: " + e);
    }
    AdviceMethod enter = null;
    AdviceMethod exit = null;
    for (MethodNode method : node.methods) {
      if (annotation(method.invisibleAnnotations, ON_ENTER) != null) {
        enter = new AdviceMethod(type.getName(), method, true);
      }
      AnnotationNode onExit = annotation(method.invisibleAnnotations, ON_EXIT);
      if (onExit != null) {
        boolean onThrowable = onExit.values == null || !onExit.values.contains(Boolean.FALSE);
        exit = new AdviceMethod(type.getName(), method, onThrowable);
      }
    }
    if (enter == null && exit == null) {
      throw new WeaveException(type.getName() + " holds no advice");
    }
    return new AdviceClass(enter, exit);
  }

  private static @Nullable AnnotationNode annotation(
      @Nullable List<AnnotationNode> annotations, String descriptor) {
    if (annotations != null) {
      for (AnnotationNode annotation : annotations) {
        if (annotation.desc.equals(descriptor)) {
          return annotation;
        }
      }
    }
    return null;
  }
}
