package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.AnnotationVisitor;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import net.bytebuddy.jar.asm.TypePath;
import org.jspecify.annotations.Nullable;

/**
 * Weaves advice around a method.
 *
 * <p>Byte Buddy puts its own variables between the arguments and the method's other variables. The
 * JVM shows the numbers of variables in the messages of its NullPointerExceptions, and these must
 * not change. So Byte Buddy works between two visitors. {@link Body} feeds it the method. This
 * class takes the result, gives the method's variables their numbers back, and moves all others
 * behind them. The arguments that exit advice asks for are there, too: as they were on entry, or as
 * replaced if a plan {@linkplain MethodSite#follow asks for that}.
 *
 * <p>The JVM takes the first handler in the exception table that covers a place. Byte Buddy puts
 * the handler around the method behind the method's own handlers, and inlines advice where none of
 * these applies.
 */
final class AroundMethod extends AdviceVisitor {
  private enum Phase {
    ENTER,
    BODY,
    EXIT
  }

  private final MethodSite site;
  private final Type[] arguments;

  /** Slots of this and the arguments. */
  private final int argumentSlots;

  private final int keptSlots;

  /** The slot of Byte Buddy's variable 0; its other variables follow. */
  private final int base;

  /** Holds a result while the operands below it are dropped. */
  private final int scratch;

  /** The variables that have a value from the start of the method's own code. */
  private final List<MethodSite.Variable> kept = new ArrayList<>();

  private Phase phase = Phase.ENTER;

  /** The variables in the method's latest frame. */
  private Object[] own = {};

  private int ownCount;
  private boolean returning;
  private boolean isOwn;

  private AroundMethod(MethodVisitor next, MethodSite site, Place place, AdviceClass advice) {
    super(next, place, advice);
    this.site = site;
    this.arguments = Type.getArgumentTypes(site.descriptor);
    this.argumentSlots = place.getStackSize();
    this.keptSlots = advice.keptSize();
    // Behind the kept values lie the returned value, the Throwable and the variables of advice.
    this.base = site.takeSlots(argumentSlots + keptSlots + 3 + advice.ownSlots());
    this.scratch = site.takeSlots(2);
    addKept();
  }

  /** Returns the visitor that is to visit the method. */
  static MethodVisitor of(MethodVisitor next, MethodSite site, Place place, AdviceClass advice) {
    AroundMethod behind = new AroundMethod(next, site, place, advice);
    return behind.new Body(advice.around(place, behind));
  }

  /** Follows the order of Byte Buddy's variables: the result of exit advice comes first. */
  private void addKept() {
    AdviceMethod exit = advice.exit;
    if (exit == null) {
      return;
    }
    if (keepsThis(exit)) {
      keep(0, Type.getObjectType(site.owner));
    }
    int slot = site.isStatic() ? 0 : 1;
    for (int i = 0; i < arguments.length; i++) {
      if (exit.wantsArgument(i)) {
        keep(slot, arguments[i]);
      }
      slot += arguments[i].getSize();
    }
    keep(argumentSlots, exit.returnType);
    if (advice.enter != null) {
      keep(argumentSlots + exit.returnSize(), advice.enter.returnType);
    }
  }

  private void keep(int variable, Type type) {
    if (type.getSize() > 0) {
      kept.add(new MethodSite.Variable(base + variable, type));
    }
  }

  /**
   * Not in a constructor: its object must not be copied before it is complete, and stays in slot 0.
   */
  private boolean keepsThis(AdviceMethod exit) {
    return exit.wantsThis() && !site.isStatic() && !site.isConstructor();
  }

  private void copyArguments() {
    for (MethodSite.Variable copy : kept) {
      int slot = copy.slot - base;
      if (slot < argumentSlots) {
        mv.visitVarInsn(copy.type.getOpcode(Opcodes.ILOAD), slot);
        mv.visitVarInsn(copy.type.getOpcode(Opcodes.ISTORE), copy.slot);
      }
    }
  }

  private void keepReplacement(int argumentSlot) {
    for (MethodSite.Variable copy : kept) {
      if (copy.slot - base == argumentSlot) {
        mv.visitVarInsn(Opcodes.ALOAD, argumentSlot);
        mv.visitVarInsn(Opcodes.ASTORE, copy.slot);
      }
    }
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
    if (isOwn) {
      mv.visitTryCatchBlock(start, end, handler, type);
    } else {
      visitHandlerOfAdvice(start, end, handler, type);
    }
  }

  @Override
  boolean isExit() {
    return phase == Phase.EXIT;
  }

  @Override
  int slot(int variable) {
    switch (phase) {
      case ENTER:
        return variable < argumentSlots ? variable : base + variable;
      case BODY:
        if (returning) {
          return scratch;
        }
        return variable < argumentSlots ? variable : variable - keptSlots;
      default:
        return variable == 0 && site.isConstructor() ? 0 : base + variable;
    }
  }

  @Override
  Object[] locals(Object[] variables, int count) {
    return phase == Phase.BODY ? localsOfMethod() : localsOfAdvice(variables, count);
  }

  private Object[] localsOfMethod() {
    Locals all = new Locals().addAll(own, ownCount);
    for (MethodSite.Variable variable : kept) {
      all.set(variable.slot, Descriptions.verificationType(variable.type));
    }
    return all.variables();
  }

  /** Exit advice has only the arguments that it asks for. */
  private Object[] localsOfAdvice(Object[] variables, int count) {
    Locals placed = new Locals();
    int variable = 0;
    for (int i = 0; i < count; i++) {
      if (phase == Phase.ENTER || variable >= argumentSlots || isKept(variable)) {
        placed.set(slot(variable), variables[i]);
      }
      variable += Locals.isWide(variables[i]) ? 2 : 1;
    }
    return placed.variables();
  }

  private boolean isKept(int variable) {
    boolean found = variable == 0 && site.isConstructor();
    for (MethodSite.Variable other : kept) {
      found |= other.slot == base + variable;
    }
    return found;
  }

  /** Byte Buddy emits one NOP, at the end of enter advice. */
  @Override
  public void visitInsn(int opcode) {
    if (phase == Phase.ENTER && opcode == Opcodes.NOP) {
      copyArguments();
      site.declare(kept);
      phase = Phase.BODY;
    }
    mv.visitInsn(opcode);
  }

  /** Feeds the method to Byte Buddy, except for what Byte Buddy would spoil and need not see. */
  private final class Body extends MethodVisitor {
    Body(MethodVisitor advice) {
      super(Opcodes.ASM9, advice);
    }

    @Override
    public void visitTryCatchBlock(Label start, Label end, Label handler, @Nullable String type) {
      isOwn = true;
      super.visitTryCatchBlock(start, end, handler, type);
      isOwn = false;
    }

    @Override
    public void visitInsn(int opcode) {
      returning = opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN;
      super.visitInsn(opcode);
      returning = false;
    }

    @Override
    public void visitVarInsn(int opcode, int variable) {
      super.visitVarInsn(opcode, variable);
      if (opcode == Opcodes.ASTORE && phase == Phase.BODY && site.isFollowed(variable)) {
        keepReplacement(variable);
      }
    }

    /**
     * Shows the arguments in each frame. Byte Buddy expects them, and compilers may have dropped
     * them.
     */
    @Override
    public void visitFrame(
        int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
      own = locals;
      ownCount = localCount;
      Object[] declared = site.declaredLocals();
      super.visitFrame(type, declared.length, declared, stackCount, stack);
    }

    /**
     * Hides the call of a subroutine: Byte Buddy would take what a subroutine finds on the stack
     * for something that is there after it, too.
     */
    @Override
    public void visitJumpInsn(int opcode, Label label) {
      if (opcode == Opcodes.JSR && phase == Phase.BODY) {
        AroundMethod.this.visitJumpInsn(opcode, label);
      } else {
        super.visitJumpInsn(opcode, label);
      }
    }

    @Override
    public void visitLocalVariable(
        String name,
        String descriptor,
        @Nullable String signature,
        Label start,
        Label end,
        int index) {
      AroundMethod.this.visitLocalVariable(name, descriptor, signature, start, end, index);
    }

    @Override
    public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
        int typeRef,
        @Nullable TypePath typePath,
        Label[] start,
        Label[] end,
        int[] index,
        String descriptor,
        boolean visible) {
      return AroundMethod.this.visitLocalVariableAnnotation(
          typeRef, typePath, start, end, index, descriptor, visible);
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
      phase = Phase.EXIT;
      super.visitMaxs(maxStack, maxLocals);
    }
  }
}
