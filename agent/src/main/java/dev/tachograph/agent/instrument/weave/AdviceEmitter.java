package dev.tachograph.agent.instrument.weave;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Inlines advice at one place, guarded: what the advice throws goes to {@code ProbeErrors} and no
 * further. {@link AroundMethod} and {@link AroundCall} say where the values come from.
 */
abstract class AdviceEmitter extends ReservedSlots implements AdviceMethod.Binding {
  private static final String PROBE_ERRORS = "dev/tachograph/bootstrap/probe/ProbeErrors";
  private static final Type THROWABLE = Type.getType(Throwable.class);

  final MethodSite site;
  final AdviceClass advice;
  private final Map<String, Object> constants;
  final @Nullable Slot entered;
  final @Nullable Slot returned;
  final Slot thrown;
  private final int scratch;

  AdviceEmitter(
      MethodVisitor next,
      MethodSite site,
      AdviceClass advice,
      Map<String, Object> constants,
      Type resultType) {
    super(next, site);
    this.site = site;
    this.advice = advice;
    this.constants = constants;
    Type enteredType = advice.enter == null ? Type.VOID_TYPE : advice.enter.returnType;
    this.entered = enteredType == Type.VOID_TYPE ? null : reserve(enteredType);
    this.returned = resultType == Type.VOID_TYPE ? null : reserve(resultType);
    this.thrown = reserve(THROWABLE);
    int enterScratch = advice.enter == null ? 0 : advice.enter.scratchSlots();
    int exitScratch = advice.exit == null ? 0 : advice.exit.scratchSlots();
    this.scratch = reserveScratch(Math.max(enterScratch, exitScratch));
  }

  /** Pushes an argument of the woven method or call as it was on entry. */
  abstract Type loadArgument(int index);

  abstract int argumentCount();

  /** Pushes the object whose method is woven. */
  abstract void loadThis();

  /**
   * Inlines enter or exit advice; the operand stack must be empty.
   *
   * @param locals the method's own variables at this place
   */
  final void inlineGuarded(@Nullable AdviceMethod method, List<Object> locals) {
    if (method == null) {
      return;
    }
    Label start = new Label();
    Label end = new Label();
    Label failed = new Label();
    Label done = new Label();
    mv.visitTryCatchBlock(start, end, failed, "java/lang/Throwable");
    mv.visitLabel(start);
    method.inline(mv, this, scratch);
    if (method == advice.enter && entered != null) {
      store(entered);
    }
    mv.visitLabel(end);
    mv.visitJumpInsn(Opcodes.GOTO, done);
    mv.visitLabel(failed);
    frame(locals, true);
    mv.visitLdcInsn(method.probe);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        PROBE_ERRORS,
        "report",
        "(Ljava/lang/Throwable;Ljava/lang/String;)V",
        false);
    mv.visitLabel(done);
    frame(locals, false);
  }

  /** Throws on what was thrown, if anything was. */
  final void rethrow(List<Object> locals) {
    Label returnedNormally = new Label();
    load(thrown);
    mv.visitJumpInsn(Opcodes.IFNULL, returnedNormally);
    load(thrown);
    mv.visitInsn(Opcodes.ATHROW);
    mv.visitLabel(returnedNormally);
    frame(locals, false);
  }

  @Override
  public final void load(AdviceParameter parameter) {
    switch (parameter.source) {
      case ARGUMENT:
        if (parameter.index >= argumentCount()) {
          throw new WeaveException(
              site.name + site.descriptor + " has no argument " + parameter.index);
        }
        adapt(loadArgument(parameter.index), parameter.type);
        break;
      case ALL_ARGUMENTS:
        loadAllArguments();
        break;
      case THIS:
        if (site.isStatic()) {
          mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
          loadThis();
        }
        break;
      case FIELD:
        loadThis();
        mv.visitFieldInsn(
            Opcodes.GETFIELD, site.owner, parameter.name, parameter.type.getDescriptor());
        break;
      case ENTERED:
        loadOrDefault(entered, parameter.type);
        break;
      case RETURNED:
        loadOrDefault(returned, parameter.type);
        break;
      case THROWN:
        load(thrown);
        break;
      case CONSTANT:
        Object constant = constants.get(parameter.name);
        if (constant == null) {
          throw new WeaveException("no constant " + parameter.name + " is given");
        }
        mv.visitLdcInsn(constant);
        break;
    }
  }

  private void loadOrDefault(@Nullable Slot slot, Type wanted) {
    if (slot == null) {
      if (wanted.getSort() != Type.OBJECT) {
        throw new WeaveException(site.name + site.descriptor + " returns nothing");
      }
      mv.visitInsn(Opcodes.ACONST_NULL);
      return;
    }
    load(slot);
    adapt(slotType(slot), wanted);
  }

  private void loadAllArguments() {
    int count = argumentCount();
    mv.visitIntInsn(Opcodes.SIPUSH, count);
    mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    for (int i = 0; i < count; i++) {
      mv.visitInsn(Opcodes.DUP);
      mv.visitIntInsn(Opcodes.SIPUSH, i);
      box(loadArgument(i));
      mv.visitInsn(Opcodes.AASTORE);
    }
  }

  /** Turns the value on the operand stack into what an advice parameter wants. */
  private void adapt(Type actual, Type wanted) {
    boolean wantsReference = wanted.getSort() == Type.OBJECT || wanted.getSort() == Type.ARRAY;
    if (!wantsReference) {
      if (!wanted.equals(actual)) {
        throw new WeaveException(
            site.name + site.descriptor + " has " + actual + " where advice wants " + wanted);
      }
      return;
    }
    box(actual);
    if (isReference(actual)
        && !wanted.equals(actual)
        && !wanted.getInternalName().equals("java/lang/Object")) {
      mv.visitTypeInsn(Opcodes.CHECKCAST, wanted.getInternalName());
    }
  }

  private static boolean isReference(Type type) {
    return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
  }

  private void box(Type type) {
    String wrapper;
    switch (type.getSort()) {
      case Type.BOOLEAN:
        wrapper = "java/lang/Boolean";
        break;
      case Type.CHAR:
        wrapper = "java/lang/Character";
        break;
      case Type.BYTE:
        wrapper = "java/lang/Byte";
        break;
      case Type.SHORT:
        wrapper = "java/lang/Short";
        break;
      case Type.INT:
        wrapper = "java/lang/Integer";
        break;
      case Type.LONG:
        wrapper = "java/lang/Long";
        break;
      case Type.FLOAT:
        wrapper = "java/lang/Float";
        break;
      case Type.DOUBLE:
        wrapper = "java/lang/Double";
        break;
      default:
        return;
    }
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        wrapper,
        "valueOf",
        "(" + type.getDescriptor() + ")L" + wrapper + ";",
        false);
  }
}
