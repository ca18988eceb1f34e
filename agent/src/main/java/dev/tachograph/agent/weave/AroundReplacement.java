package dev.tachograph.agent.weave;

import java.util.Collections;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Weaves enter advice where a method replaces one of its arguments by another object. Mostly the
 * code of another agent does this. From then on the method uses only the new object.
 */
final class AroundReplacement extends AroundInstruction {
  private final int slot;
  private final Type type;

  /**
   * @param argument the index of the argument, which must be of a reference type
   * @param types follows the variables and operands of the method's own code
   */
  AroundReplacement(
      MethodVisitor next, MethodSite site, int argument, AdviceClass advice, OperandTypes types) {
    super(next, site, advice, types);
    this.slot = site.slotOfArgument(argument);
    this.type = Type.getArgumentTypes(site.descriptor)[argument];
    if (advice.exit != null) {
      throw new WeaveException("a replacement has no end that advice could see");
    }
    site.follow(slot);
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    if (opcode != Opcodes.ASTORE || variable != slot || !types.beginsOwnStore()) {
      super.visitVarInsn(opcode, variable);
      return;
    }
    Object before = types.typeAt(slot);
    Object after = types.topOperand();
    if (!(before instanceof String) || !(after instanceof String)) {
      // A compiler has reused the slot for another variable, or the argument is set to null.
      super.visitVarInsn(opcode, variable);
      return;
    }
    if (types.operandSlots() != 1) {
      throw new WeaveException(
          "an argument of " + site.name + " is replaced in the midst of an expression");
    }
    boolean isStatic = site.isStatic() || !types.isAt(0, site.owner);
    String descriptor = Type.getMethodDescriptor(Type.VOID_TYPE, type);
    Place place = Place.ofCall(site, (String) before, descriptor, isStatic, Collections.emptyMap());
    weave(place, new Type[] {type}, before, after);
  }

  @Override
  void pushReceiver() {
    mv.visitVarInsn(Opcodes.ALOAD, slot);
  }

  @Override
  void visitInstruction(int receiver, int operands) {
    mv.visitVarInsn(Opcodes.ALOAD, operands);
    mv.visitVarInsn(Opcodes.ASTORE, slot);
  }
}
