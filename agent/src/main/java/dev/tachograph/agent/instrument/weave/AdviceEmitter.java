package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
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
 *
 * <p>The JVM takes the first handler in the exception table that covers a place. Advice is inlined
 * in the midst of the method's code, which may catch anything, so the guards must come before the
 * method's own handlers; these are held back until the end.
 */
abstract class AdviceEmitter extends ReservedSlots implements AdviceMethod.Binding {
  private static final String PROBE_ERRORS = "dev/tachograph/bootstrap/probe/ProbeErrors";
  private static final Type THROWABLE = Type.getType(Throwable.class);

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

  /** Pushes the object whose method is called. */
  Type loadReceiver() {
    throw new WeaveException("advice asks for a receiver where nothing is called");
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    ownHandlers.add(new Handler(start, end, handler, type));
  }

  /** To be called when all guards have been emitted. */
  final void emitOwnHandlers() {
    for (Handler own : ownHandlers) {
      mv.visitTryCatchBlock(own.start, own.end, own.handler, own.type);
    }
  }

  /**
   * Inlines enter or exit advice; the operand stack must be empty.
   *
   * @param locals the method's own variables at this place
   */
  final void inlineGuarded(@Nullable AdviceMethod method, List<Object> locals) {
    if (method == null) {
      return;
    }
    Label failed = new Label();
    Label done = new Label();
    if (method.wantsFieldOfReturned()) {
      loadReturned();
      mv.visitJumpInsn(Opcodes.IFNULL, done);
    }
    inline(method, failed);
    mv.visitJumpInsn(Opcodes.GOTO, done);
    mv.visitLabel(failed);
    frame(locals, true);
    report(method);
    mv.visitLabel(done);
    frame(locals, false);
  }

  /** Inlines advice; if it throws, the code at {@code failed} gets the Throwable. */
  final void inline(AdviceMethod method, Label failed) {
    Label start = new Label();
    Label end = new Label();
    mv.visitTryCatchBlock(start, end, failed, "java/lang/Throwable");
    mv.visitLabel(start);
    method.inline(mv, this, scratch);
    if (method == advice.enter && entered != null) {
      if (method.stores != null) {
        mv.visitInsn(Opcodes.DUP);
      }
      store(entered);
    }
    storeInField(method);
    mv.visitLabel(end);
  }

  /** Takes a Throwable of advice from the operand stack and reports it. */
  final void report(AdviceMethod method) {
    mv.visitLdcInsn(method.probe);
    mv.visitMethodInsn(
        Opcodes.INVOKESTATIC,
        PROBE_ERRORS,
        "report",
        "(Ljava/lang/Throwable;Ljava/lang/String;)V",
        false);
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
      case ARGUMENT_FIELD:
        if (parameter.index >= argumentCount()) {
          throw new WeaveException(
              site.name + site.descriptor + " has no argument " + parameter.index);
        }
        mv.visitFieldInsn(
            Opcodes.GETFIELD,
            loadArgument(parameter.index).getInternalName(),
            parameter.name,
            parameter.type.getDescriptor());
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
            Opcodes.GETFIELD, site.owner, parameter.name, parameter.fieldType.getDescriptor());
        break;
      case ADDED_FIELD:
        loadAddedField(parameter);
        break;
      case RECEIVER:
        adapt(loadReceiver(), parameter.type);
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

  private void loadAddedField(AdviceParameter field) {
    if (site.addsFields()) {
      Type holder = loadHolder(field.index);
      mv.visitFieldInsn(
          Opcodes.GETFIELD, holder.getInternalName(), field.name, ClassPlan.ADDED_FIELD_TYPE);
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
  }

  private Type loadReturned() {
    if (returned == null) {
      throw new WeaveException(site.name + site.descriptor + " returns nothing");
    }
    load(returned);
    return returned.type;
  }

  /** Pushes the argument that has a field, or what has it in place of one. */
  private Type loadHolder(int argument) {
    if (argument == Advice.AddedField.RETURNED) {
      return loadReturned();
    }
    if (argument >= 0) {
      return loadArgument(argument);
    }
    loadThis();
    return Type.getObjectType(site.owner);
  }

  /** Puts what advice has returned in its field, if there is one. */
  private void storeInField(AdviceMethod method) {
    AdviceMethod.StoredField field = method.stores;
    if (field == null) {
      return;
    }
    if (!site.addsFields()) {
      mv.visitInsn(Opcodes.POP);
      return;
    }
    Type holder = loadHolder(field.argument);
    mv.visitInsn(Opcodes.SWAP);
    mv.visitFieldInsn(
        Opcodes.PUTFIELD, holder.getInternalName(), field.name, ClassPlan.ADDED_FIELD_TYPE);
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
    adapt(slot.type, wanted);
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
