package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/** One advice method, read from its class file. */
final class AdviceMethod extends MethodVisitor {
  private final int access;
  private final String name;
  private final String descriptor;
  private final List<AdviceAnnotation<?>> annotations = new ArrayList<>();
  private final List<List<AdviceAnnotation<?>>> parameterAnnotations = new ArrayList<>();
  private final Type[] parameterTypes;
  final Type returnType;
  private int maxLocals;

  AdviceMethod(int access, String name, String descriptor) {
    super(Opcodes.ASM9);
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
    this.parameterTypes = Type.getArgumentTypes(descriptor);
    this.returnType = Type.getReturnType(descriptor);
    for (int i = 0; i < parameterTypes.length; i++) {
      parameterAnnotations.add(new ArrayList<>());
    }
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    AdviceAnnotation<?> annotation = new AdviceAnnotation<>(descriptor);
    annotations.add(annotation);
    return annotation.reader();
  }

  @Override
  public AnnotationVisitor visitParameterAnnotation(
      int parameter, String descriptor, boolean visible) {
    AdviceAnnotation<?> annotation = new AdviceAnnotation<>(descriptor);
    parameterAnnotations.get(parameter).add(annotation);
    return annotation.reader();
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    this.maxLocals = maxLocals;
  }

  @Nullable AdviceAnnotation<?> onEnter() {
    return AdviceAnnotation.find(annotations, Advice.OnMethodEnter.class);
  }

  @Nullable AdviceAnnotation<?> onExit() {
    return AdviceAnnotation.find(annotations, Advice.OnMethodExit.class);
  }

  /** The annotation that names the field for its result. */
  @Nullable AdviceAnnotation<?> store() {
    return AdviceAnnotation.find(annotations, Woven.Store.class);
  }

  boolean isNamed(String otherName, String otherDescriptor) {
    return name.equals(otherName) && descriptor.equals(otherDescriptor);
  }

  /** Slots of its parameters and its own variables. */
  int maxLocals() {
    return maxLocals;
  }

  int returnSize() {
    return returnType.getSize();
  }

  /** Whether it asks for the object whose method is woven. */
  boolean wantsThis() {
    return isHolder(store(), -1) || wants(-1, Advice.This.class, Woven.Field.class);
  }

  /** Whether it asks for this argument of the woven method or call. */
  boolean wantsArgument(int index) {
    if (isHolder(store(), index) || wants(index, Advice.AllArguments.class, null)) {
      return true;
    }
    for (List<AdviceAnnotation<?>> ofOne : parameterAnnotations) {
      AdviceAnnotation<?> argument = AdviceAnnotation.find(ofOne, Advice.Argument.class);
      AdviceAnnotation<?> field = AdviceAnnotation.find(ofOne, Woven.ArgumentField.class);
      if ((argument != null && argument.number("value", 0) == index) || isHolder(field, index)) {
        return true;
      }
    }
    return false;
  }

  private boolean wants(
      int holder,
      Class<? extends java.lang.annotation.Annotation> one,
      @Nullable Class<? extends java.lang.annotation.Annotation> other) {
    for (List<AdviceAnnotation<?>> ofOne : parameterAnnotations) {
      if (isHolder(AdviceAnnotation.find(ofOne, Woven.AddedField.class), holder)
          || AdviceAnnotation.find(ofOne, one) != null
          || (other != null && AdviceAnnotation.find(ofOne, other) != null)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isHolder(@Nullable AdviceAnnotation<?> field, int argument) {
    return field != null && field.number("argument", -1) == argument;
  }

  /**
   * Describes the method to Byte Buddy.
   *
   * @param catches whether exit advice may run when a Throwable is on its way out
   */
  MethodDescription.InDefinedShape describe(TypeDescription owner, boolean catches) {
    List<ParameterDescription.Token> parameters = new ArrayList<>(parameterTypes.length);
    for (int i = 0; i < parameterTypes.length; i++) {
      if (parameterAnnotations.get(i).isEmpty()) {
        throw new WeaveException(
            owner.getName() + "." + name + ": parameter " + i + " says not what it asks for");
      }
      parameters.add(
          new ParameterDescription.Token(
              Descriptions.type(parameterTypes[i]).asGenericType(), parameterAnnotations.get(i)));
    }
    List<AdviceAnnotation<?>> described = new ArrayList<>(annotations.size());
    for (AdviceAnnotation<?> annotation : annotations) {
      described.add(
          annotation.is(Advice.OnMethodExit.class) ? annotation.onExit(catches) : annotation);
    }
    return new MethodDescription.Latent(
        owner,
        name,
        access,
        Collections.emptyList(),
        Descriptions.type(returnType).asGenericType(),
        parameters,
        Collections.emptyList(),
        described,
        null,
        null);
  }
}
