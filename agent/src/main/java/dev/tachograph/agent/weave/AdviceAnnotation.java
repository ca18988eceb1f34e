package dev.tachograph.agent.weave;

import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationValue;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * An annotation of advice, read from the class file. Byte Buddy could read annotations itself, but
 * would look up all classes that they name. That costs more than weaving.
 *
 * @param <A> the type that Byte Buddy expects
 */
final class AdviceAnnotation<A extends Annotation> extends AnnotationDescription.AbstractBase
    implements AnnotationDescription.Loadable<A> {
  private final String descriptor;
  private final TypeDescription type;
  private final Map<String, Object> values = new HashMap<>();

  AdviceAnnotation(String descriptor) {
    this.descriptor = descriptor;
    this.type = Descriptions.type(Type.getType(descriptor));
  }

  boolean is(Class<? extends Annotation> annotation) {
    return descriptor.equals(Type.getDescriptor(annotation));
  }

  /**
   * Collects the values as ASM reads them. It skips enumerations, because nothing depends on them.
   */
  AnnotationVisitor reader() {
    return new AnnotationVisitor(Opcodes.ASM9) {
      @Override
      public void visit(String name, Object value) {
        values.put(name, value);
      }
    };
  }

  String text(String name) {
    return String.valueOf(values.getOrDefault(name, ""));
  }

  int number(String name, int otherwise) {
    Object value = values.get(name);
    return value == null ? otherwise : (Integer) value;
  }

  /**
   * A copy of this annotation of exit advice that tells Byte Buddy not to back up the arguments.
   * {@link AroundMethod} keeps them as they were on entry.
   */
  AdviceAnnotation<A> onExit(boolean catches) {
    AdviceAnnotation<A> copy = new AdviceAnnotation<>(descriptor);
    copy.values.putAll(values);
    copy.values.put("backupArguments", false);
    if (!catches) {
      copy.values.remove("onThrowable");
    }
    return copy;
  }

  @Override
  public AnnotationValue<?, ?> getValue(MethodDescription.InDefinedShape property) {
    Object value = values.get(property.getName());
    if (value instanceof Type) {
      return AnnotationValue.ForTypeDescription.of(Descriptions.type((Type) value));
    }
    AnnotationValue<?, ?> byDefault = value == null ? property.getDefaultValue() : null;
    return byDefault == null ? AnnotationValue.ForConstant.of(value) : byDefault;
  }

  @Override
  public TypeDescription getAnnotationType() {
    return type;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T extends Annotation> AnnotationDescription.Loadable<T> prepare(Class<T> annotationType) {
    return (AnnotationDescription.Loadable<T>) this;
  }

  @Override
  public A load() {
    throw new UnsupportedOperationException("nobody needs it loaded");
  }

  /** The first annotation of that type, or null. */
  static @Nullable AdviceAnnotation<?> find(
      Iterable<AdviceAnnotation<?>> annotations, Class<? extends Annotation> type) {
    for (AdviceAnnotation<?> annotation : annotations) {
      if (annotation.is(type)) {
        return annotation;
      }
    }
    return null;
  }
}
