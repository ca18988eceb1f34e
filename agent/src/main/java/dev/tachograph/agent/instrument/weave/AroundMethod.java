package dev.tachograph.agent.instrument.weave;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Weaves advice around a method:
 *
 * <pre>
 *   enter advice, guarded
 *   try {
 *     the method, where each "return x" becomes: store x; exit advice, guarded; return x
 *   } catch (Throwable t) {
 *     thrown = t; exit advice, guarded; throw thrown
 *   }
 * </pre>
 *
 * <p>The exit advice is inlined at every return, and not once behind a jump, because a method may
 * return with operands left on its stack: compilers other than javac do so, and no two places with
 * different operands can be joined. For the same reason a failure of exit advice returns by itself.
 *
 * <p>The Throwable that leaves the method is the object that was thrown in it. A constructor's
 * object is not usable before it is complete, so there the exit advice runs on return only.
 */
final class AroundMethod extends AdviceEmitter {
  private final Type[] arguments;
  private final @Nullable Slot[] savedArguments;
  private final @Nullable Slot savedThis;
  private final Label bodyStart = new Label();
  private final Label bodyEnd = new Label();
  private final Label exitFailed = new Label();
  private boolean returns;
  private boolean entering;

  AroundMethod(
      MethodVisitor next, MethodSite site, AdviceClass advice, Map<String, Object> constants) {
    super(next, site, advice, constants, site.returnType());
    this.arguments = site.argumentTypes();
    this.savedArguments = new Slot[arguments.length];
    AdviceMethod onExit = advice.exit;
    Slot self = null;
    if (onExit != null) {
      if (onExit.wantsFieldOfReturned()) {
        throw new WeaveException("only around a call there is a field of what is returned");
      }
      for (AdviceParameter parameter : onExit.parameters) {
        if (parameter.source == AdviceParameter.Source.ARGUMENT
            || parameter.source == AdviceParameter.Source.ARGUMENT_FIELD
            || (parameter.source == AdviceParameter.Source.ADDED_FIELD && parameter.index >= 0)) {
          saveArgument(parameter.index);
        } else if (parameter.source == AdviceParameter.Source.ALL_ARGUMENTS) {
          for (int i = 0; i < arguments.length; i++) {
            saveArgument(i);
          }
        }
      }
      boolean wantsThis =
          onExit.uses(AdviceParameter.Source.THIS)
              || onExit.uses(AdviceParameter.Source.FIELD)
              || onExit.uses(AdviceParameter.Source.ADDED_FIELD)
              || onExit.stores != null;
      if (wantsThis && !site.isStatic() && !site.isConstructor()) {
        self = reserve(Type.getObjectType(site.owner));
      }
    }
    this.savedThis = self;
  }

  private void saveArgument(int index) {
    if (index < arguments.length && savedArguments[index] == null) {
      savedArguments[index] = reserve(arguments[index]);
    }
  }

  @Override
  public void visitCode() {
    super.visitCode();
    initializeSlots();
    entering = true;
    for (int i = 0; i < arguments.length; i++) {
      Slot saved = savedArguments[i];
      if (saved != null) {
        loadArgument(i);
        store(saved);
      }
    }
    if (savedThis != null) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      store(savedThis);
    }
    inlineGuarded(advice.enter, site.entryLocals());
    entering = false;
    mv.visitLabel(bodyStart);
    // The method may begin with a frame of its own, and no two may lie at one place.
    mv.visitInsn(Opcodes.NOP);
  }

  @Override
  public void visitInsn(int opcode) {
    AdviceMethod onExit = advice.exit;
    if (onExit == null || !AdviceMethod.isReturn(opcode)) {
      super.visitInsn(opcode);
      return;
    }
    returns = true;
    if (returned != null) {
      store(returned);
    }
    inline(onExit, exitFailed);
    returnStored();
  }

  private void returnStored() {
    if (returned != null) {
      load(returned);
    }
    mv.visitInsn(site.returnType().getOpcode(Opcodes.IRETURN));
  }

  @Override
  public void visitMaxs(int maxStack, int maxLocals) {
    AdviceMethod onExit = advice.exit;
    mv.visitLabel(bodyEnd);
    if (onExit != null && returns) {
      mv.visitLabel(exitFailed);
      frame(site.exitLocals(), true);
      report(onExit);
      returnStored();
    }
    Label failed = new Label();
    boolean catches = onExit != null && onExit.onThrowable && !site.isConstructor();
    if (catches) {
      mv.visitLabel(failed);
      frame(site.exitLocals(), true);
      store(thrown);
      inlineGuarded(onExit, site.exitLocals());
      load(thrown);
      mv.visitInsn(Opcodes.ATHROW);
    }
    emitOwnHandlers();
    if (catches) {
      // Last in the table: what the method handles itself does not leave it.
      mv.visitTryCatchBlock(bodyStart, bodyEnd, failed, "java/lang/Throwable");
    }
    super.visitMaxs(maxStack, maxLocals);
  }

  @Override
  int argumentCount() {
    return arguments.length;
  }

  @Override
  Type loadArgument(int index) {
    Slot saved = savedArguments[index];
    if (!entering && saved != null) {
      load(saved);
      return arguments[index];
    }
    int slot = site.isStatic() ? 0 : 1;
    for (int i = 0; i < index; i++) {
      slot += arguments[i].getSize();
    }
    mv.visitVarInsn(arguments[index].getOpcode(Opcodes.ILOAD), slot);
    return arguments[index];
  }

  @Override
  void loadThis() {
    if (!entering && savedThis != null) {
      load(savedThis);
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
  }
}
