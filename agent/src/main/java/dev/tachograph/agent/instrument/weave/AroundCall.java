package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;

/**
 * Weaves advice around every call of one method within another method, in the caller's own code:
 * the callee is reached by the same instruction, from the same frame, so that a stack trace is the
 * same with and without it.
 *
 * <p>The call's operands go to reserved slots, the call is made from there between enter and exit
 * advice, and its result is pushed where it would have been. A handler empties the operand stack,
 * so only calls with nothing below their operands can be woven; others are refused.
 */
final class AroundCall extends AdviceEmitter {
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

  private final Target target;
  private final Type[] arguments;
  private final Slot[] savedArguments;
  private final Slot receiver;
  private @Nullable AnalyzerAdapter analyzer;
  int woven;

  AroundCall(
      MethodVisitor next,
      MethodSite site,
      Target target,
      AdviceClass advice,
      Map<String, Object> constants) {
    super(next, site, advice, constants, Type.getReturnType(target.descriptor));
    this.target = target;
    this.arguments = Type.getArgumentTypes(target.descriptor);
    this.savedArguments = new Slot[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      savedArguments[i] = reserve(arguments[i]);
    }
    this.receiver = reserve(Type.getObjectType(target.owner));
  }

  /** The visitor to feed the method to: it follows the types of variables and operands. */
  MethodVisitor analyzed() {
    analyzer =
        new AnalyzerAdapter(
            Opcodes.ASM9, site.owner, site.access, site.name, site.descriptor, this) {};
    return analyzer;
  }

  @Override
  public void visitCode() {
    super.visitCode();
    initializeSlots();
    // The method may begin with a frame of its own.
    mv.visitInsn(Opcodes.NOP);
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    emitOwnHandlers();
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
    if (!matches || analyzer == null || analyzer.locals == null) {
      super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      return;
    }
    int operands = Type.getArgumentsAndReturnSizes(descriptor) >> 2;
    if (analyzer.stack.size() != operands) {
      throw new WeaveException(
          "the call of " + owner + "." + name + " in " + site.name + " is part of an expression");
    }
    weaveCall(opcode, isInterface, localsAtCall(analyzer.locals));
    woven++;
  }

  private void weaveCall(int opcode, boolean isInterface, List<Object> locals) {
    for (int i = arguments.length - 1; i >= 0; i--) {
      store(savedArguments[i]);
    }
    store(receiver);
    initialize(thrown);
    if (entered != null) {
      initialize(entered);
    }
    if (returned != null) {
      initialize(returned);
    }
    inlineGuarded(advice.enter, locals);

    Label start = new Label();
    Label end = new Label();
    Label failed = new Label();
    Label exit = new Label();
    AdviceMethod onExit = advice.exit;
    boolean catches = onExit != null && onExit.onThrowable;
    if (catches) {
      mv.visitTryCatchBlock(start, end, failed, "java/lang/Throwable");
    }
    mv.visitLabel(start);
    load(receiver);
    for (Slot argument : savedArguments) {
      load(argument);
    }
    mv.visitMethodInsn(opcode, target.owner, target.name, target.descriptor, isInterface);
    if (returned != null) {
      store(returned);
    }
    mv.visitLabel(end);
    if (catches) {
      mv.visitJumpInsn(Opcodes.GOTO, exit);
      mv.visitLabel(failed);
      frame(locals, true);
      store(thrown);
      mv.visitLabel(exit);
      frame(locals, false);
    }
    inlineGuarded(onExit, locals);
    if (catches) {
      Label returnedNormally = new Label();
      load(thrown);
      mv.visitJumpInsn(Opcodes.IFNULL, returnedNormally);
      load(thrown);
      mv.visitInsn(Opcodes.ATHROW);
      mv.visitLabel(returnedNormally);
      frame(locals, false);
    }
    if (returned != null) {
      load(returned);
    } else {
      mv.visitInsn(Opcodes.NOP);
    }
  }

  /** The analyzer's variables, one entry a slot, as frames want them: one entry a variable. */
  private static List<Object> localsAtCall(List<Object> slots) {
    List<Object> locals = new ArrayList<>(slots.size());
    for (int i = 0; i < slots.size(); i++) {
      Object type = slots.get(i);
      locals.add(type);
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        i++;
      }
    }
    return locals;
  }

  @Override
  int argumentCount() {
    return arguments.length;
  }

  @Override
  Type loadArgument(int index) {
    load(savedArguments[index]);
    return arguments[index];
  }

  @Override
  void loadThis() {
    mv.visitVarInsn(Opcodes.ALOAD, 0);
  }

  @Override
  Type loadReceiver() {
    load(receiver);
    return receiver.type;
  }
}
