package dev.tachograph.agent.weave;

import java.util.Collections;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Weaves enter advice before a method goes on with another object in the place of one of its
 * arguments, which is mostly the work of another agent: from then on nobody will meet the object
 * that the method was called with.
 */
final class AroundReplacement extends AroundInstruction {
  private final int slot;
  private final Type type;

  /**
   * @param argument which argument it is, an object
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
      // A compiler has used the place again, or there is nothing to go on with.
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
