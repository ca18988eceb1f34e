package dev.tachograph.agent.weave;

import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Has a method first ask a probe, by its first argument, for what it is to return, and go on by
 * itself if the probe has nothing.
 *
 * <p>This is no advice, which changes nothing of what a method does; it is for classes that have to
 * serve the agent.
 */
final class EarlyAnswer extends MethodVisitor {
  /** What a method asks, and which method does. */
  static final class Plan {
    private final String name;
    private final String descriptor;
    private final String probe;
    private final String probeMethod;

    Plan(String name, String descriptor, String probe, String probeMethod) {
      this.name = name;
      this.descriptor = descriptor;
      this.probe = probe;
      this.probeMethod = probeMethod;
    }

    @Override
    public String toString() {
      return name + descriptor;
    }

    boolean isFor(String method, String methodDescriptor) {
      return name.equals(method) && descriptor.equals(methodDescriptor);
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
    Type asked = Type.getArgumentTypes(plan.descriptor)[0];
    Type answer = Type.getReturnType(plan.descriptor);
    Label goOn = new Label();
    super.visitVarInsn(asked.getOpcode(Opcodes.ILOAD), site.isStatic() ? 0 : 1);
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
