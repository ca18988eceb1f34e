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
 * <p>Byte Buddy knows advice around methods only. So this class shows it the instruction as the
 * whole body of a method, and puts the result in the place of the instruction. The operands go to
 * variables behind the method's. Frames list the method's variables first. A return pushes the
 * value where the result would have been. A handler empties the operand stack. So an instruction
 * with something below its operands cannot be woven, and is refused.
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

  /**
   * The slot of Byte Buddy's variable 0; its other variables follow. -1 before the first
   * instruction.
   */
  private int base = -1;

  /** The slot of {@link Place#RECEIVER}. */
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

  /**
   * Keeps the method's own handlers back: the guards of advice within the method's code must come
   * before them.
   */
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

  /** Pushes the value for the variable of the receiver, unless it is on the operand stack. */
  abstract void pushReceiver();

  /**
   * Loads the operands from variables and emits the instruction.
   *
   * @param receiver the variable of the receiver
   * @param operands the first variable of the other operands
   */
  abstract void visitInstruction(int receiver, int operands);

  /**
   * Weaves around the instruction whose operands are on the stack.
   *
   * @param operands their types, without the receiver
   * @param receiverType the verification type of the variable of the receiver
   * @param onlyOperand the verification type of a single operand, if it is known more exactly than
   *     by its type; else null
   */
  final void weave(
      Place place, Type[] operands, Object receiverType, @Nullable Object onlyOperand) {
    int size = 1;
    for (Type operand : operands) {
      size += operand.getSize();
    }
    if (base < 0) {
      // Behind the kept values lie the returned value, the Throwable and the variables of advice.
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
    // Byte Buddy puts enter advice before the first element that it visits.
    advised.visitLabel(new Label());
    visitInstruction(receiver, slot);
    advised.visitInsn(
        Type.getType(place.getReturnType().asErasure().getDescriptor()).getOpcode(Opcodes.IRETURN));
    advised.visitMaxs(0, 0);
    advised.visitEnd();
    woven++;
  }

  /** Takes the code of what Byte Buddy regards as a method. */
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

    /**
     * Replaces a return: the code behind the instruction follows, with the result on the operand
     * stack.
     */
    @Override
    public void visitInsn(int opcode) {
      boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
      if (!returns) {
        exits |= opcode == Opcodes.NOP;
        mv.visitInsn(opcode);
      } else if (opcode == Opcodes.RETURN) {
        // The method may have a frame there, and one place cannot have two frames.
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
