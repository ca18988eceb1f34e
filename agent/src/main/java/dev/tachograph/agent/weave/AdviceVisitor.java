package dev.tachograph.agent.weave;

import java.util.ArrayDeque;
import java.util.Queue;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Puts the code that Byte Buddy emits for advice in its place. It moves the variables to where they
 * disturb none of the method's, and replaces each mark by code. {@link AroundMethod} and {@link
 * AroundInstruction} choose the places of the variables.
 *
 * <p>Byte Buddy guards advice and reports what it throws. This class guards the report, because it
 * may fail when the stack or the heap is exhausted. Such a failure is dropped.
 */
abstract class AdviceVisitor extends MethodVisitor {
  private static final String PROBES = "dev/tachograph/bootstrap/";
  private static final String PROBE_ERRORS = PROBES + "support/ProbeErrors";
  private static final String THROWABLE = "java/lang/Throwable";

  /** The guard of one report. */
  private static final class Guard {
    final Label start = new Label();
    final Label end = new Label();
    final Label failed = new Label();
  }

  private final Queue<Guard> guards = new ArrayDeque<>();
  final Place place;
  final AdviceClass advice;

  /** The simple name of the probe that was called last: the label of its errors. */
  private String probe = "advice";

  /** The variables at the handler that catches a Throwable of advice. */
  private Object[] localsOfHandler = {};

  AdviceVisitor(MethodVisitor next, Place place, AdviceClass advice) {
    super(Opcodes.ASM9, next);
    this.place = place;
    this.advice = advice;
  }

  /** Whether this visits exit advice, not enter advice. */
  abstract boolean isExit();

  /** The slot of a variable of advice. */
  abstract int slot(int variable);

  /** The variables of a frame in advice, in their slots. */
  abstract Object[] locals(Object[] variables, int count);

  /**
   * Adds a handler, and early on the guard of its report: a guard must come in the table before the
   * handlers around it.
   */
  final void visitHandlerOfAdvice(Label start, Label end, Label handler, @Nullable String type) {
    mv.visitTryCatchBlock(start, end, handler, type);
    if (end == handler) {
      Guard guard = new Guard();
      guards.add(guard);
      mv.visitTryCatchBlock(guard.start, guard.end, guard.failed, THROWABLE);
    }
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    mv.visitVarInsn(opcode, slot(variable));
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    mv.visitIincInsn(slot(variable), increment);
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
    if (type != Opcodes.F_NEW) {
      throw new WeaveException("frames were not expanded");
    }
    Object[] placed = locals(locals, localCount);
    localsOfHandler = placed;
    mv.visitFrame(Opcodes.F_NEW, placed.length, placed, stackCount, stack);
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    if (owner.equals(AdviceCode.MARKS)) {
      if (name.equals(AdviceCode.STORE)) {
        store();
      } else {
        report();
      }
      return;
    }
    if (opcode == Opcodes.INVOKESTATIC && owner.startsWith(PROBES) && !owner.equals(PROBE_ERRORS)) {
      probe = owner.substring(owner.lastIndexOf('/') + 1);
    }
    mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
  }

  private void report() {
    Guard guard = guards.remove();
    mv.visitLabel(guard.start);
    mv.visitLdcInsn(probe);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        PROBE_ERRORS,
        "report",
        "(Ljava/lang/Throwable;Ljava/lang/String;)V",
        false);
    mv.visitLabel(guard.end);
    // With or without a failure, one value is dropped. This needs no jump and no further frame.
    mv.visitInsn(Opcodes.ACONST_NULL);
    mv.visitLabel(guard.failed);
    if (place.hasFrames()) {
      Object[] thrown = {THROWABLE};
      mv.visitFrame(Opcodes.F_NEW, localsOfHandler.length, localsOfHandler, 1, thrown);
    }
    mv.visitInsn(Opcodes.POP);
  }

  /** Stores the result of advice in its field, if there is one. */
  private void store() {
    AdviceMethod method = isExit() ? advice.exit : advice.enter;
    AdviceAnnotation<?> field = method == null ? null : method.store();
    if (field == null || !place.addsFields()) {
      mv.visitInsn(Opcodes.POP);
      return;
    }
    String holder = Vocabulary.pushHolder(this, field.number("argument", -1), place);
    mv.visitInsn(Opcodes.SWAP);
    mv.visitFieldInsn(Opcodes.PUTFIELD, holder, field.text("value"), ClassPlan.ADDED_FIELD_TYPE);
  }
}
