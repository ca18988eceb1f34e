package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Weaves advice around every call of one method within another method, in the caller's own code:
 * the callee is reached by the same instruction, from the same frame, so that a stack trace is the
 * same with and without it.
 *
 * <p>Byte Buddy knows advice around methods only. So the call is shown to it as the whole body of a
 * method, and what it makes of that is put in the place of the call: the operands go to variables
 * behind the caller's, frames lie on top of the caller's, and what would be returned is pushed
 * where the call's result would have been. A handler empties the operand stack, so only calls with
 * nothing below their operands can be woven; others are refused.
 */
final class AroundCall extends MethodVisitor {
  /** The call to weave around. */
  static final class Target {
    final String owner;
    final String name;
    final String descriptor;

    Target(String owner, String name, String descriptor) {
      this.owner = owner;
      this.name = name;
      this.descriptor = descriptor;
    }
  }

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
  private final Target target;
  private final AdviceClass advice;
  private final Map<String, Object> constants;
  private final OperandTypes types;
  private final Type[] arguments;

  /** Byte Buddy's variables lie from here on, under their own numbers; -1 before the first call. */
  private int base = -1;

  private int receiver;
  int woven;

  /**
   * @param types follows the variables and operands of the method's own code
   */
  AroundCall(
      MethodVisitor next,
      MethodSite site,
      Target target,
      AdviceClass advice,
      Map<String, Object> constants,
      OperandTypes types) {
    super(Opcodes.ASM9, next);
    this.site = site;
    this.target = target;
    this.advice = advice;
    this.constants = constants;
    this.types = types;
    this.arguments = Type.getArgumentTypes(target.descriptor);
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

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean matches =
        opcode != Opcodes.INVOKESTATIC
            && opcode != Opcodes.INVOKESPECIAL
            && owner.equals(target.owner)
            && name.equals(target.name)
            && descriptor.equals(target.descriptor);
    if (!matches || !types.beginsOwnCall()) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      return;
    }
    if (types.operandSlots() != Type.getArgumentsAndReturnSizes(descriptor) >> 2) {
      throw new WeaveException(
          "the call of " + owner + "." + name + " in " + site.name + " is part of an expression");
    }
    weaveCall(opcode, isInterface);
    woven++;
  }

  private void weaveCall(int opcode, boolean isInterface) {
    boolean isStatic = site.isStatic() || !types.isAt(0, site.owner);
    Place place = Place.ofCall(site, target.owner, target.descriptor, isStatic, constants);
    if (base < 0) {
      int operands = Type.getArgumentsAndReturnSizes(target.descriptor) >> 2;
      // Beyond what is kept lie what is returned and thrown, and what advice has itself.
      base = site.takeSlots(operands + advice.keptSize() + 3 + advice.ownSlots());
      receiver = site.takeSlots(1);
    }
    int slot = base + place.getStackSize();
    for (int i = arguments.length - 1; i >= 0; i--) {
      slot -= arguments[i].getSize();
      mv.visitVarInsn(arguments[i].getOpcode(Opcodes.ISTORE), slot);
    }
    mv.visitVarInsn(Opcodes.ASTORE, receiver);
    MethodVisitor around = advice.around(place, new Spliced(place, types.locals()));
    around.visitCode();
    // Byte Buddy puts enter advice before the first thing that it sees.
    around.visitLabel(new Label());
    mv.visitVarInsn(Opcodes.ALOAD, receiver);
    for (Type argument : arguments) {
      mv.visitVarInsn(argument.getOpcode(Opcodes.ILOAD), slot);
      slot += argument.getSize();
    }
    mv.visitMethodInsn(opcode, target.owner, target.name, target.descriptor, isInterface);
    around.visitInsn(Type.getReturnType(target.descriptor).getOpcode(Opcodes.IRETURN));
    around.visitMaxs(0, 0);
    around.visitEnd();
  }

  /** Takes what is a method to Byte Buddy. */
  private final class Spliced extends AdviceVisitor {
    private final boolean isStatic;
    private final Locals callers;
    private boolean exits;

    Spliced(Place place, Locals callers) {
      super(AroundCall.this.mv, place, AroundCall.this.advice);
      this.isStatic = place.isStatic();
      this.callers = callers;
      for (MethodSite.Variable variable : site.variables()) {
        callers.set(variable.slot, Descriptions.verificationType(variable.type));
      }
      callers.set(receiver, target.owner);
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
      return all.variables();
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
      visitHandlerOfAdvice(start, end, handler, type);
    }

    /** Goes on behind the call, with the result on the operand stack. */
    @Override
    public void visitInsn(int opcode) {
      boolean returns = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
      if (!returns) {
        exits |= opcode == Opcodes.NOP;
        mv.visitInsn(opcode);
      } else if (opcode == Opcodes.RETURN) {
        // The caller may have a frame there, and no two may lie at one place.
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
