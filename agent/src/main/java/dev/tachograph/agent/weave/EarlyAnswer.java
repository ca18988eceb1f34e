package dev.tachograph.agent.weave;

import java.util.Arrays;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Makes a method first call a probe with its first arguments. The method returns the result of the
 * probe, or runs as before if that is null.
 *
 * <p>This is not advice, because advice does not change what a method does. It is for classes that
 * must serve the agent, and for those that are there to be answered by it.
 */
final class EarlyAnswer extends MethodVisitor {
  /** A method and the probe that it calls. */
  static final class Plan extends MethodPlan {
    private final String probeMethod;
    private final int arguments;

    /**
     * @param arguments how many of the method's arguments the probe takes
     */
    Plan(String name, String descriptor, String probe, String probeMethod, int arguments) {
      super(name, descriptor, probe);
      this.probeMethod = probeMethod;
      this.arguments = arguments;
    }
  }

  private final Plan plan;
  private final MethodSite site;

  EarlyAnswer(MethodVisitor next, Plan plan, MethodSite site) {
    super(Opcodes.ASM9, next);
    this.plan = plan;
    this.site = site;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    Type[] asked = Arrays.copyOf(Type.getArgumentTypes(plan.descriptor), plan.arguments);
    Type answer = Type.getReturnType(plan.descriptor);
    Label goOn = new Label();
    int slot = site.isStatic() ? 0 : 1;
    for (Type argument : asked) {
      super.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
      slot += argument.getSize();
    }
    super.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        plan.probe,
        plan.probeMethod,
        Type.getMethodDescriptor(answer, asked),
        false);
    super.visitInsn(Opcodes.DUP);
    super.visitJumpInsn(Opcodes.IFNULL, goOn);
    super.visitInsn(Opcodes.ARETURN);
    super.visitLabel(goOn);
    if (site.hasFrames()) {
      Object[] locals = site.declaredLocals();
      Object[] stack = {answer.getInternalName()};
      super.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
    super.visitInsn(Opcodes.POP);
  }
}
