package dev.tachograph.agent.weave;

import java.lang.annotation.Annotation;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Teaches Byte Buddy one annotation of {@link Woven}: what to push where advice reads the
 * parameter.
 *
 * @param <A> the annotation
 */
abstract class Vocabulary<A extends Annotation> implements Advice.OffsetMapping.Factory<A> {
  private final Class<A> word;

  private Vocabulary(Class<A> word) {
    this.word = word;
  }

  /** Has Byte Buddy resolve advice. */
  static Advice resolve(AdviceDescription description, AdviceCode code) {
    return Advice.withCustomMapping()
        .bind(new Fields())
        .bind(new AddedFields())
        .bind(new ArgumentFields())
        .bind(new Receivers<>(Woven.Receiver.class))
        .bind(new Receivers<>(Woven.Replaced.class))
        .bind(new Constants())
        .bind(new ThrownValues())
        .with(code)
        .to(description, code)
        .withAssigner(Conversion.ASSIGNER)
        .withExceptionHandler(new Advice.ExceptionHandler.Simple(new Report()));
  }

  abstract void push(
      MethodVisitor mv,
      AdviceAnnotation<?> asked,
      TypeDescription wanted,
      Place place,
      Advice.ArgumentHandler slots);

  @Override
  public final Class<A> getAnnotationType() {
    return word;
  }

  @Override
  public final Advice.OffsetMapping make(
      ParameterDescription.InDefinedShape parameter,
      AnnotationDescription.Loadable<A> annotation,
      AdviceType adviceType) {
    AdviceAnnotation<?> asked = (AdviceAnnotation<?>) annotation;
    TypeDescription wanted = parameter.getType().asErasure();
    return new Advice.OffsetMapping() {
      @Override
      public Target resolve(
          TypeDescription owner,
          MethodDescription method,
          Assigner assigner,
          Advice.ArgumentHandler slots,
          Sort sort) {
        return new Target.ForStackManipulation(
            new Pushed(
                new Push() {
                  @Override
                  public void to(MethodVisitor mv) {
                    push(mv, asked, wanted, (Place) method, slots);
                  }
                }));
      }
    };
  }

  private interface Push {
    void to(MethodVisitor mv);
  }

  private static final class Pushed extends StackManipulation.AbstractBase {
    private final Push push;

    Pushed(Push push) {
      this.push = push;
    }

    @Override
    public Size apply(MethodVisitor mv, Implementation.Context context) {
      push.to(mv);
      // These sizes do not matter: the writer computes its own.
      return new Size(2, 4);
    }
  }

  /** Emits the mark that {@link AdviceVisitor} replaces by the report of a Throwable of advice. */
  private static final class Report extends StackManipulation.AbstractBase {
    @Override
    public Size apply(MethodVisitor mv, Implementation.Context context) {
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          AdviceCode.MARKS,
          AdviceCode.REPORT,
          "(Ljava/lang/Throwable;)V",
          false);
      return new Size(-1, 2);
    }
  }

  /**
   * Pushes the object that has a field, and returns its class.
   *
   * @param argument the index of the argument, or another value that {@link Woven.AddedField}
   *     allows
   */
  static String pushHolder(
      MethodVisitor mv, int argument, Place place, Advice.ArgumentHandler slots) {
    if (argument == Woven.AddedField.RETURNED) {
      mv.visitVarInsn(Opcodes.ALOAD, slots.returned());
      return place.getReturnType().asErasure().getInternalName();
    }
    return pushHolder(mv, argument, place);
  }

  static String pushHolder(MethodVisitor mv, int argument, Place place) {
    if (argument < 0) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      return place.owner();
    }
    if (argument >= place.getParameters().size()) {
      throw new WeaveException(place.getName() + " has no argument " + argument);
    }
    ParameterDescription parameter = place.getParameters().get(argument);
    mv.visitVarInsn(Opcodes.ALOAD, parameter.getOffset());
    return parameter.getType().asErasure().getInternalName();
  }

  private static final class Fields extends Vocabulary<Woven.Field> {
    Fields() {
      super(Woven.Field.class);
    }

    @Override
    void push(
        MethodVisitor mv,
        AdviceAnnotation<?> asked,
        TypeDescription wanted,
        Place place,
        Advice.ArgumentHandler slots) {
      String type = asked.text("type");
      String descriptor = type.isEmpty() ? wanted.getDescriptor() : type;
      String name = asked.text("value");
      String owner = pushHolder(mv, -1, place);
      mv.visitFieldInsn(
          Opcodes.GETFIELD,
          owner,
          name.isEmpty() ? place.onlyFieldOf(descriptor) : name,
          descriptor);
    }
  }

  private static final class AddedFields extends Vocabulary<Woven.AddedField> {
    AddedFields() {
      super(Woven.AddedField.class);
    }

    @Override
    void push(
        MethodVisitor mv,
        AdviceAnnotation<?> asked,
        TypeDescription wanted,
        Place place,
        Advice.ArgumentHandler slots) {
      if (!place.addsFields()) {
        mv.visitInsn(Opcodes.ACONST_NULL);
        return;
      }
      String owner = pushHolder(mv, asked.number("argument", -1), place, slots);
      mv.visitFieldInsn(Opcodes.GETFIELD, owner, asked.text("value"), ClassPlan.ADDED_FIELD_TYPE);
    }
  }

  private static final class ArgumentFields extends Vocabulary<Woven.ArgumentField> {
    ArgumentFields() {
      super(Woven.ArgumentField.class);
    }

    @Override
    void push(
        MethodVisitor mv,
        AdviceAnnotation<?> asked,
        TypeDescription wanted,
        Place place,
        Advice.ArgumentHandler slots) {
      String owner = pushHolder(mv, asked.number("argument", 0), place, slots);
      mv.visitFieldInsn(Opcodes.GETFIELD, owner, asked.text("value"), wanted.getDescriptor());
    }
  }

  private static final class Receivers<A extends Annotation> extends Vocabulary<A> {
    Receivers(Class<A> word) {
      super(word);
    }

    @Override
    void push(
        MethodVisitor mv,
        AdviceAnnotation<?> asked,
        TypeDescription wanted,
        Place place,
        Advice.ArgumentHandler slots) {
      if (place.receiver == null) {
        throw new WeaveException("advice asks for a receiver where nothing is called");
      }
      mv.visitVarInsn(Opcodes.ALOAD, Place.RECEIVER);
      Conversion.between(Descriptions.type(place.receiver), wanted).emit(mv);
    }
  }

  private static final class Constants extends Vocabulary<Woven.Constant> {
    Constants() {
      super(Woven.Constant.class);
    }

    @Override
    void push(
        MethodVisitor mv,
        AdviceAnnotation<?> asked,
        TypeDescription wanted,
        Place place,
        Advice.ArgumentHandler slots) {
      mv.visitLdcInsn(place.constant(asked.text("value")));
    }
  }

  /** Replaces Byte Buddy's own mapping, which fails in places where no Throwable can be seen. */
  private static final class ThrownValues extends Vocabulary<Advice.Thrown> {
    ThrownValues() {
      super(Advice.Thrown.class);
    }

    @Override
    void push(
        MethodVisitor mv,
        AdviceAnnotation<?> asked,
        TypeDescription wanted,
        Place place,
        Advice.ArgumentHandler slots) {
      if (place.isConstructor()) {
        mv.visitInsn(Opcodes.ACONST_NULL);
      } else {
        mv.visitVarInsn(Opcodes.ALOAD, slots.thrown());
      }
    }
  }
}
