package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Weaves advice around an instruction of a method, in the method's own code.
 *
 * <p>Byte Buddy knows advice around methods only. So the instruction is shown to it as the whole
 * body of a method, and what it makes of that is put in the instruction's place: the operands go to
 * variables behind the method's, frames lie on top of the method's, and what would be returned is
 * pushed where the result would have been. A handler empties the operand stack, so only
 * instructions with nothing below their operands can be woven; others are refused.
 */
abstract class AroundInstruction extends MethodVisitor {
  /** A handler of the method itself. */
  private static final class Handler {
    final Label start;
    final Label end;
    final Label handler;
    final @Nullable String type;

    Handler(Label start, Label end, Label handler, @Nullable String type) {
      this.start = start;
      this.end = end;
      this.handler = handler;
      this.type = type;
    }
  }

  private final List<Handler> ownHandlers = new ArrayList<>();
  final MethodSite site;
  final AdviceClass advice;
  final OperandTypes types;

  /** Byte Buddy's variables lie from here on, under their own numbers; -1 before the first. */
  private int base = -1;

  /** Where {@link Place#RECEIVER} lies. */
  private int receiver;

  int woven;

  /**
   * @param types follows the variables and operands of the method's own code
   */
  AroundInstruction(MethodVisitor next, MethodSite site, AdviceClass advice, OperandTypes types) {
    super(Opcodes.ASM9, next);
    this.site = site;
    this.advice = advice;
    this.types = types;
  }

  /** Guards of advice in the midst of the method's code must come before its own handlers. */
  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    ownHandlers.add(new Handler(start, end, handler, type));
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    for (Handler own : ownHandlers) {
      mv.visitTryCatchBlock(own.start, own.end, own.handler, own.type);
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  /** Pushes what the variable of the receiver is to hold, if it is not on the operand stack. */
  abstract void pushReceiver();

  /**
   * Loads the operands from variables, and does what the instruction does.
   *
   * @param receiver the variable of the receiver
   * @param operands the first variable of the others
   */
  abstract void visitInstruction(int receiver, int operands);

  /**
   * Weaves around the instruction whose operands are on the stack.
   *
   * @param operands their types, without the receiver
   * @param receiverType the verification type of what the variable of the receiver holds
   * @param onlyOperand what is known of an only operand beyond its type; null if nothing is
   */
  final void weave(
      Place place, Type[] operands, Object receiverType, @Nullable Object onlyOperand) {
    int size = 1;
    for (Type operand : operands) {
      size += operand.getSize();
    }
    if (base < 0) {
      // Beyond what is kept lie what is returned and thrown, and what advice has itself.
      base = site.takeSlots(size + advice.keptSize() + 3 + advice.ownSlots());
      receiver = site.takeSlots(1);
    }
    int slot = base + place.getStackSize();
    for (int i = operands.length - 1; i >= 0; i--) {
      slot -= operands[i].getSize();
      mv.visitVarInsn(operands[i].getOpcode(Opcodes.ISTORE), slot);
    }
    pushReceiver();
    mv.visitVarInsn(Opcodes.ASTORE, receiver);
    Locals around = types.locals();
    MethodVisitor advised =
        advice.around(place, new Spliced(place, around, receiverType, slot, onlyOperand));
    advised.visitCode();
    // Byte Buddy puts enter advice before the first thing that it sees.
    advised.visitLabel(new Label());
    visitInstruction(receiver, slot);
    advised.visitInsn(
        Type.getType(place.getReturnType().asErasure().getDescriptor()).getOpcode(Opcodes.IRETURN));
    advised.visitMaxs(0, 0);
    advised.visitEnd();
    woven++;
  }

  /** Takes what is a method to Byte Buddy. */
  private final class Spliced extends AdviceVisitor {
    private final boolean isStatic;
    private final Locals callers;
    private final int operand;
    private final @Nullable Object onlyOperand;
    private boolean exits;

    Spliced(
        Place place,
        Locals callers,
        Object receiverType,
        int operand,
        @Nullable Object onlyOperand) {
      super(AroundInstruction.this.mv, place, AroundInstruction.this.advice);
      this.isStatic = place.isStatic();
      this.callers = callers;
      this.operand = operand;
      this.onlyOperand = onlyOperand;
      for (MethodSite.Variable variable : site.variables()) {
        callers.set(variable.slot, Descriptions.verificationType(variable.type));
      }
      callers.set(receiver, receiverType);
    }

    @Override
    boolean isExit() {
      return exits;
    }

    @Override
    int slot(int variable) {
      if (variable == Place.RECEIVER) {
        return receiver;
      }
      return variable == 0 && !isStatic ? 0 : base + variable;
    }

    @Override
    Object[] locals(Object[] variables, int count) {
      Locals all = new Locals().addAll(callers);
      int variable = 0;
      for (int i = 0; i < count; i++) {
        all.set(slot(variable), variables[i]);
        variable += Locals.isWide(variables[i]) ? 2 : 1;
      }
      if (onlyOperand != null) {
        all.set(operand, onlyOperand);
      }
      return all.variables();
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
      visitHandlerOfAdvice(start, end, handler, type);
    }

    /** Goes on behind the instruction, with the result on the operand stack. */
    @Override
    public void visitInsn(int opcode) {
      boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
      if (!returns) {
        exits |= opcode == Opcodes.NOP;
        mv.visitInsn(opcode);
      } else if (opcode == Opcodes.RETURN) {
        // The method may have a frame there, and no two may lie at one place.
        mv.visitInsn(Opcodes.NOP);
      }
    }

    @Override
    public void visitCode() {}

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {}

    @Override
    public void visitEnd() {}
  }
}
