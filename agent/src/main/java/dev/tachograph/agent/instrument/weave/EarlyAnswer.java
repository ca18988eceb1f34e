package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

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
  private final String owner;
  private final boolean isStatic;
  private final boolean hasFrames;

  EarlyAnswer(MethodVisitor next, Plan plan, String owner, int access, int classVersion) {
    super(Opcodes.ASM9, next);
    this.plan = plan;
    this.owner = owner;
    this.isStatic = (access & Opcodes.ACC_STATIC) != 0;
    this.hasFrames = (classVersion & 0xffff) >= Opcodes.V1_6;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    Type asked = Type.getArgumentTypes(plan.descriptor)[0];
    Type answer = Type.getReturnType(plan.descriptor);
    Label goOn = new Label();
    super.visitVarInsn(asked.getOpcode(Opcodes.ILOAD), isStatic ? 0 : 1);
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
    if (hasFrames) {
      Object[] locals = locals();
      Object[] stack = {answer.getInternalName()};
      super.visitFrame(Opcodes.F_NEW, locals.length, locals, stack.length, stack);
    }
    super.visitInsn(Opcodes.POP);
  }

  private Object[] locals() {
    List<Object> locals = new ArrayList<>();
    if (!isStatic) {
      locals.add(owner);
    }
    for (Type argument : Type.getArgumentTypes(plan.descriptor)) {
      locals.add(verificationType(argument));
    }
    return locals.toArray();
  }

  private static Object verificationType(Type type) {
    switch (type.getSort()) {
      case Type.BOOLEAN:
      case Type.CHAR:
      case Type.BYTE:
      case Type.SHORT:
      case Type.INT:
        return Opcodes.INTEGER;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      default:
        return type.getInternalName();
    }
  }
}
