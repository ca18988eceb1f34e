package dev.tachograph.agent.weave;

import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.bytecode.StackManipulation;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Converts a value of the woven code to the type that advice declares: boxes it if necessary, or
 * casts it. It compares names. Byte Buddy's own conversion would look up the superclasses.
 */
final class Conversion extends StackManipulation.AbstractBase {
  static final Assigner ASSIGNER =
      new Assigner() {
        @Override
        public StackManipulation assign(
            TypeDescription.Generic source, TypeDescription.Generic target, Typing typing) {
          TypeDescription wanted = target.asErasure();
          TypeDescription actual = source.asErasure();
          boolean fits = !wanted.isPrimitive() || wanted.equals(actual);
          // For void, advice gets zero or null.
          return fits || actual.represents(void.class)
              ? between(actual, wanted)
              : StackManipulation.Illegal.INSTANCE;
        }
      };

  private final @Nullable String boxes;
  private final @Nullable String boxed;
  private final @Nullable String cast;

  private Conversion(@Nullable String boxes, @Nullable String boxed, @Nullable String cast) {
    this.boxes = boxes;
    this.boxed = boxed;
    this.cast = cast;
  }

  static Conversion between(TypeDescription actual, TypeDescription wanted) {
    if (actual.represents(void.class) || wanted.isPrimitive() || actual.equals(wanted)) {
      return new Conversion(null, null, null);
    }
    if (actual.isPrimitive()) {
      return new Conversion(actual.getDescriptor(), actual.asBoxed().getInternalName(), null);
    }
    return new Conversion(
        null, null, wanted.represents(Object.class) ? null : wanted.getInternalName());
  }

  void emit(MethodVisitor mv) {
    if (boxed != null) {
      mv.visitMethodInsn(
          Opcodes.INVOKESTATIC, boxed, "valueOf", "(" + boxes + ")L" + boxed + ";", false);
    }
    if (cast != null) {
      mv.visitTypeInsn(Opcodes.CHECKCAST, cast);
    }
  }

  @Override
  public Size apply(MethodVisitor mv, Implementation.Context context) {
    emit(mv);
    return new Size(0, 1);
  }
}
