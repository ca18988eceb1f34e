package dev.tachograph.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Makes a method first offer some of its arguments to a probe. If the probe takes them, the method
 * returns at once.
 *
 * <p>This is not advice, because advice does not change what a method does. It is for servers that
 * the configuration has serve the agent too.
 */
final class Offer extends MethodVisitor {
  private static final int OBJECTS = 3;
  private static final String IS_TAKEN =
      "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)Z";

  /** A method, and what it offers. */
  static final class Plan extends MethodPlan {
    private final String sort;
    private final int[] arguments;

    Plan(String name, String descriptor, String probe, String sort, int[] arguments) {
      super(name, descriptor, probe);
      this.sort = sort;
      this.arguments = arguments;
    }
  }

  private final Plan plan;
  private final MethodSite site;

  Offer(MethodVisitor next, Plan plan, MethodSite site) {
    super(Opcodes.ASM9, next);
    this.plan = plan;
    this.site = site;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    for (int i = 0; i < OBJECTS; i++) {
      if (i < plan.arguments.length) {
        super.visitVarInsn(Opcodes.ALOAD, site.slotOfArgument(plan.arguments[i]));
      } else {
        super.visitInsn(Opcodes.ACONST_NULL);
      }
    }
    super.visitLdcInsn(plan.sort);
    super.visitMethodInsn(Opcodes.INVOKESTATIC, plan.probe, "isTaken", IS_TAKEN, false);
    Label goOn = new Label();
    super.visitJumpInsn(Opcodes.IFEQ, goOn);
    if (Type.getReturnType(plan.descriptor).getSort() == Type.BOOLEAN) {
      super.visitInsn(Opcodes.ICONST_1);
      super.visitInsn(Opcodes.IRETURN);
    } else {
      super.visitInsn(Opcodes.RETURN);
    }
    super.visitLabel(goOn);
    if (site.hasFrames()) {
      Object[] locals = site.declaredLocals();
      super.visitFrame(Opcodes.F_NEW, locals.length, locals, 0, new Object[0]);
      // A frame of the method's own may follow, and two must not be in one place.
      super.visitInsn(Opcodes.NOP);
    }
  }
}
