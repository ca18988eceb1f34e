package dev.tachograph.agent.instrument.annotation;

import dev.tachograph.agent.config.rule.CallTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * The annotated methods of one class. An annotation of the class is one of all its public methods
 * that have no such annotation themselves.
 */
public final class AnnotatedMethods extends ClassVisitor {
  private static final int NOT_WRITTEN = Opcodes.ACC_BRIDGE | Opcodes.ACC_SYNTHETIC;

  private final boolean spanAttributes;
  private final Map<String, List<AnnotatedOperation>> byMethod = new HashMap<>();
  private final Map<KnownAnnotation, List<AnnotationValues>> ofClass = new LinkedHashMap<>();
  private String className = "";

  private AnnotatedMethods(boolean spanAttributes) {
    super(Opcodes.ASM9);
    this.spanAttributes = spanAttributes;
  }

  /**
   * Reads a class file.
   *
   * @param spanAttributes whether annotated parameters of spans are labels
   */
  public static AnnotatedMethods of(byte[] classFile, boolean spanAttributes) {
    AnnotatedMethods methods = new AnnotatedMethods(spanAttributes);
    new ClassReader(classFile).accept(methods, ClassReader.SKIP_CODE | ClassReader.SKIP_FRAMES);
    return methods;
  }

  /** What a method is annotated as; empty for most methods. */
  public List<AnnotatedOperation> of(String name, String descriptor) {
    return byMethod.getOrDefault(name + descriptor, Collections.emptyList());
  }

  /** The highest number of operations that one method is annotated as. */
  public int most() {
    int most = 0;
    for (List<AnnotatedOperation> operations : byMethod.values()) {
      most = Math.max(most, operations.size());
    }
    return most;
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      @Nullable String signature,
      @Nullable String superName,
      String @Nullable [] interfaces) {
    className = name.replace('/', '.');
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return read(descriptor, ofClass);
  }

  /** The visitor of an annotation that may count; null for any other. */
  private static @Nullable AnnotationVisitor read(
      String descriptor, Map<KnownAnnotation, List<AnnotationValues>> found) {
    KnownAnnotation known =
        descriptor.equals(KnownAnnotation.TIMED_SET)
            ? KnownAnnotation.MICROMETER_TIMED
            : KnownAnnotation.find(descriptor);
    if (known == null) {
      return null;
    }
    List<AnnotationValues> all = found.get(known);
    if (all == null) {
      all = new ArrayList<>();
      found.put(known, all);
    }
    if (descriptor.equals(KnownAnnotation.TIMED_SET)) {
      List<AnnotationValues> ofSet = all;
      return new AnnotationValues() {
        @Override
        public void visitEnd() {
          ofSet.addAll(annotations("value"));
        }
      };
    }
    AnnotationValues values = new AnnotationValues();
    all.add(values);
    return values;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access,
      String name,
      String descriptor,
      @Nullable String signature,
      String @Nullable [] exceptions) {
    return (access & NOT_WRITTEN) != 0 || name.startsWith("<")
        ? null
        : new Method(access, name, descriptor);
  }

  private final class Method extends MethodVisitor {
    private final int access;
    private final String name;
    private final String descriptor;
    private final Map<KnownAnnotation, List<AnnotationValues>> found = new LinkedHashMap<>();
    private final Map<Integer, AnnotationValues> attributes = new LinkedHashMap<>();
    private final List<@Nullable String> parameterNames = new ArrayList<>();

    Method(int access, String name, String descriptor) {
      super(Opcodes.ASM9);
      this.access = access;
      this.name = name;
      this.descriptor = descriptor;
    }

    @Override
    public void visitParameter(@Nullable String parameter, int parameterAccess) {
      parameterNames.add(parameter);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String annotation, boolean visible) {
      return read(annotation, found);
    }

    @Override
    public @Nullable AnnotationVisitor visitParameterAnnotation(
        int parameter, String annotation, boolean visible) {
      if (!spanAttributes || !annotation.endsWith("/annotations/SpanAttribute;")) {
        return null;
      }
      AnnotationValues values = new AnnotationValues();
      attributes.put(parameter, values);
      return values;
    }

    @Override
    public void visitEnd() {
      Map<String, AnnotatedOperation> operations = new LinkedHashMap<>();
      String where = className + "#" + name;
      if ((access & Opcodes.ACC_PUBLIC) != 0) {
        for (Map.Entry<KnownAnnotation, List<AnnotationValues>> one : ofClass.entrySet()) {
          if (!found.containsKey(one.getKey())) {
            add(one.getKey(), one.getValue(), true, operations, where);
          }
        }
      }
      for (Map.Entry<KnownAnnotation, List<AnnotationValues>> one : found.entrySet()) {
        add(one.getKey(), one.getValue(), false, operations, where);
      }
      if (!operations.isEmpty()) {
        byMethod.put(name + descriptor, new ArrayList<>(operations.values()));
      }
    }

    private void add(
        KnownAnnotation annotation,
        List<AnnotationValues> all,
        boolean atClass,
        Map<String, AnnotatedOperation> operations,
        String where) {
      for (AnnotationValues values : all) {
        String given = values.text(annotation.name);
        boolean begins = atClass && annotation.namesBeginAtClass() && !given.isEmpty();
        String operationName = begins ? given + "_" + name : given;
        AnnotatedOperation operation = operations.get(operationName);
        if (operation == null) {
          operation = new AnnotatedOperation(operationName);
          operations.put(operationName, operation);
        }
        operation.add(annotation, values, where);
        if (annotation.isSpan()) {
          addAttributes(operation, where);
        }
      }
    }

    private void addAttributes(AnnotatedOperation operation, String where) {
      for (Map.Entry<Integer, AnnotationValues> attribute : attributes.entrySet()) {
        int parameter = attribute.getKey();
        String label = label(parameter, attribute.getValue());
        if (label != null) {
          operation.label(label, CallTemplate.parse("{arg" + parameter + "}"), where);
        }
      }
    }

    /** The parameter's own name is in the class file only if the compiler was told to keep it. */
    private @Nullable String label(int parameter, AnnotationValues attribute) {
      String given = attribute.text("value");
      if (!given.isEmpty()) {
        return given;
      }
      boolean named = parameterNames.size() == Type.getArgumentTypes(descriptor).length;
      return named ? parameterNames.get(parameter) : null;
    }
  }
}
