package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ConstantDynamic;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Follows the types of a method's variables and operands for {@link AroundInstruction}. That class
 * puts handlers within the method's code, where frames must tell the JVM the types of the
 * variables.
 *
 * <p>It takes the types from the method's own frames. Between frames it works as the verifier does.
 * Types are those of frames. A long or double takes two entries; the second is {@code TOP}. Behind
 * a goto, a switch, a return or a throw, the types are unknown until the next frame.
 */
final class OperandTypes extends MethodVisitor {
  private static final String[] PRIMITIVE_ARRAYS = {"[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J"};

  private final MethodSite site;
  private List<Object> locals = new ArrayList<>();
  private List<Object> stack = new ArrayList<>();
  private boolean known = true;
  private boolean ownCall;
  private boolean ownStore;

  /** Call {@link #before} before the first visit. */
  OperandTypes(MethodSite site) {
    super(Opcodes.ASM9);
    this.site = site;
    int slot = 0;
    for (Object type : site.declaredLocals()) {
      setLocal(slot, type);
      slot += Locals.isWide(type) ? 2 : 1;
    }
    if (site.isConstructor()) {
      setLocal(0, Opcodes.UNINITIALIZED_THIS);
    }
  }

  /** Sets the next visitor, and returns this one, which is to visit the method. */
  OperandTypes before(MethodVisitor next) {
    mv = next;
    return this;
  }

  /**
   * Whether this visits a call of the method's own code, with known types before it. True only once
   * for each call.
   */
  boolean beginsOwnCall() {
    boolean begins = ownCall && known;
    ownCall = false;
    return begins;
  }

  /** As {@link #beginsOwnCall}, for a store to a variable. */
  boolean beginsOwnStore() {
    boolean begins = ownStore && known;
    ownStore = false;
    return begins;
  }

  /** The number of slots on the operand stack. */
  int operandSlots() {
    return stack.size();
  }

  /** The type on top of the operand stack, which must not be empty. */
  Object topOperand() {
    return stack.get(stack.size() - 1);
  }

  /** The type of a variable. */
  Object typeAt(int slot) {
    return slot < locals.size() ? locals.get(slot) : Opcodes.TOP;
  }

  /** Whether the variable is of this type. */
  boolean isAt(int slot, Object type) {
    return slot < locals.size() && type.equals(locals.get(slot));
  }

  /** The types of the variables, for a frame. */
  Locals locals() {
    Locals copy = new Locals();
    for (int slot = 0; slot < locals.size(); slot++) {
      Object type = locals.get(slot);
      // A handler cannot use an incomplete object in a variable.
      copy.set(slot, type instanceof Incomplete ? Opcodes.TOP : type);
      if (Locals.isWide(type)) {
        slot++;
      }
    }
    return copy;
  }

  /** An object before its constructor is called. */
  private static final class Incomplete {}

  private void setLocal(int slot, Object type) {
    while (locals.size() <= slot + 1) {
      locals.add(Opcodes.TOP);
    }
    if (slot > 0 && Locals.isWide(locals.get(slot - 1))) {
      locals.set(slot - 1, Opcodes.TOP);
    }
    locals.set(slot, type);
    if (Locals.isWide(type)) {
      locals.set(slot + 1, Opcodes.TOP);
    }
  }

  private void push(Object type) {
    stack.add(type);
    if (Locals.isWide(type)) {
      stack.add(Opcodes.TOP);
    }
  }

  private void push(Type type) {
    if (type.getSort() != Type.VOID) {
      push(Descriptions.verificationType(type));
    }
  }

  /** Pops one slot. For a long or double, that is {@code TOP}. */
  private Object pop() {
    return stack.remove(stack.size() - 1);
  }

  private void pop(int slots) {
    for (int i = 0; i < slots; i++) {
      pop();
    }
  }

  private void forget() {
    known = false;
    locals = new ArrayList<>();
    stack = new ArrayList<>();
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] variables, int stackCount, Object[] operands) {
    super.visitFrame(type, localCount, variables, stackCount, operands);
    forget();
    known = true;
    int slot = 0;
    for (int i = 0; i < localCount; i++) {
      setLocal(slot, variables[i]);
      slot += Locals.isWide(variables[i]) ? 2 : 1;
    }
    for (int i = 0; i < stackCount; i++) {
      push(operands[i]);
    }
  }

  @Override
  public void visitInsn(int opcode) {
    super.visitInsn(opcode);
    if (known) {
      execute(opcode);
    }
  }

  private void execute(int opcode) {
    if (opcode >= Opcodes.POP && opcode <= Opcodes.SWAP) {
      shuffle(opcode);
    } else if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SASTORE) {
      accessArray(opcode);
    } else if (opcode >= Opcodes.IADD && opcode <= Opcodes.DCMPG) {
      calculate(opcode);
    } else if (opcode >= Opcodes.ACONST_NULL && opcode <= Opcodes.DCONST_1) {
      push(constant(opcode));
    } else if (opcode == Opcodes.ARRAYLENGTH) {
      pop();
      push(Opcodes.INTEGER);
    } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      pop();
    } else if (opcode != Opcodes.NOP) {
      // The instruction returns or throws.
      forget();
    }
  }

  private static Object constant(int opcode) {
    if (opcode == Opcodes.ACONST_NULL) {
      return Opcodes.NULL;
    }
    if (opcode <= Opcodes.ICONST_5) {
      return Opcodes.INTEGER;
    }
    if (opcode <= Opcodes.LCONST_1) {
      return Opcodes.LONG;
    }
    return opcode <= Opcodes.FCONST_2 ? Opcodes.FLOAT : Opcodes.DOUBLE;
  }

  /** Moves or copies the top of the stack, slot by slot. */
  private void shuffle(int opcode) {
    switch (opcode) {
      case Opcodes.POP:
        pop();
        break;
      case Opcodes.POP2:
        pop(2);
        break;
      case Opcodes.SWAP:
        stack.add(stack.size() - 1, pop());
        break;
      case Opcodes.DUP:
        copyTop(1, 0);
        break;
      case Opcodes.DUP_X1:
        copyTop(1, 1);
        break;
      case Opcodes.DUP_X2:
        copyTop(1, 2);
        break;
      case Opcodes.DUP2:
        copyTop(2, 0);
        break;
      case Opcodes.DUP2_X1:
        copyTop(2, 1);
        break;
      default:
        copyTop(2, 2);
    }
  }

  private void copyTop(int slots, int below) {
    int top = stack.size() - slots;
    stack.addAll(top - below, new ArrayList<>(stack.subList(top, stack.size())));
  }

  private void accessArray(int opcode) {
    if (opcode >= Opcodes.IASTORE) {
      pop(opcode == Opcodes.LASTORE || opcode == Opcodes.DASTORE ? 4 : 3);
    } else if (opcode <= Opcodes.SALOAD) {
      pop();
      Object array = pop();
      switch (opcode) {
        case Opcodes.LALOAD:
          push(Opcodes.LONG);
          break;
        case Opcodes.FALOAD:
          push(Opcodes.FLOAT);
          break;
        case Opcodes.DALOAD:
          push(Opcodes.DOUBLE);
          break;
        case Opcodes.AALOAD:
          push(elementOf(array));
          break;
        default:
          push(Opcodes.INTEGER);
      }
    }
  }

  private static Object elementOf(Object array) {
    if (!(array instanceof String)) {
      return array == Opcodes.NULL ? Opcodes.NULL : "java/lang/Object";
    }
    String descriptor = (String) array;
    return descriptor.startsWith("[")
        ? Descriptions.verificationType(Type.getType(descriptor.substring(1)))
        : "java/lang/Object";
  }

  /** The opcodes come in groups of four, for int, long, float and double, or in groups of two. */
  private void calculate(int opcode) {
    Object[] types = {Opcodes.INTEGER, Opcodes.LONG, Opcodes.FLOAT, Opcodes.DOUBLE};
    if (opcode < Opcodes.INEG) {
      operate(types[opcode % 4], 2);
    } else if (opcode < Opcodes.ISHL) {
      operate(types[opcode % 4], 1);
    } else if (opcode < Opcodes.IAND) {
      // The distance of a shift is an int.
      pop();
      operate(types[opcode % 2], 1);
    } else if (opcode <= Opcodes.LXOR) {
      operate(types[opcode % 2], 2);
    } else if (opcode <= Opcodes.I2S) {
      convert(opcode, types);
    } else {
      boolean wide = opcode == Opcodes.LCMP || opcode >= Opcodes.DCMPL;
      pop(wide ? 4 : 2);
      push(Opcodes.INTEGER);
    }
  }

  private void operate(Object type, int operands) {
    pop(Locals.isWide(type) ? 2 * operands : operands);
    push(type);
  }

  /** The opcodes convert each of the four types to each other one, then int to smaller types. */
  private void convert(int opcode, Object[] types) {
    if (opcode >= Opcodes.I2B) {
      return;
    }
    int conversion = opcode - Opcodes.I2L;
    int from = conversion / 3;
    int to = conversion % 3;
    pop(Locals.isWide(types[from]) ? 2 : 1);
    push(types[to < from ? to : to + 1]);
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    super.visitIntInsn(opcode, operand);
    if (known) {
      if (opcode == Opcodes.NEWARRAY) {
        pop();
        push(PRIMITIVE_ARRAYS[operand - Opcodes.T_BOOLEAN]);
      } else {
        push(Opcodes.INTEGER);
      }
    }
  }

  @Override
  public void visitVarInsn(int opcode, int slot) {
    ownStore = true;
    super.visitVarInsn(opcode, slot);
    ownStore = false;
    if (!known) {
      return;
    }
    if (opcode == Opcodes.RET) {
      forget();
    } else if (opcode <= Opcodes.ALOAD) {
      push(slot < locals.size() ? locals.get(slot) : Opcodes.TOP);
    } else {
      if (opcode == Opcodes.LSTORE || opcode == Opcodes.DSTORE) {
        pop();
      }
      setLocal(slot, pop());
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    super.visitTypeInsn(opcode, type);
    if (!known) {
      return;
    }
    if (opcode == Opcodes.NEW) {
      push(new Incomplete());
      return;
    }
    pop();
    if (opcode == Opcodes.INSTANCEOF) {
      push(Opcodes.INTEGER);
    } else if (opcode == Opcodes.CHECKCAST) {
      push(type);
    } else {
      push("[" + Type.getObjectType(type).getDescriptor());
    }
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    super.visitFieldInsn(opcode, owner, name, descriptor);
    if (!known) {
      return;
    }
    Type type = Type.getType(descriptor);
    if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
      pop(type.getSize());
    }
    if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.GETFIELD) {
      pop();
    }
    if (opcode == Opcodes.GETFIELD || opcode == Opcodes.GETSTATIC) {
      push(type);
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    ownCall = true;
    super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    ownCall = false;
    if (!known) {
      return;
    }
    pop((Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1);
    if (opcode != Opcodes.INVOKESTATIC) {
      Object receiver = pop();
      if (name.equals("<init>")) {
        complete(receiver, receiver == Opcodes.UNINITIALIZED_THIS ? site.owner : owner);
      }
    }
    push(Type.getReturnType(descriptor));
  }

  private void complete(Object incomplete, String type) {
    replace(locals, incomplete, type);
    replace(stack, incomplete, type);
  }

  private static void replace(List<Object> types, Object type, Object by) {
    for (int i = 0; i < types.size(); i++) {
      if (types.get(i) == type) {
        types.set(i, by);
      }
    }
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrapMethod, Object... bootstrapArguments) {
    super.visitInvokeDynamicInsn(name, descriptor, bootstrapMethod, bootstrapArguments);
    if (known) {
      pop((Type.getArgumentsAndReturnSizes(descriptor) >> 2) - 1);
      push(Type.getReturnType(descriptor));
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    super.visitJumpInsn(opcode, label);
    if (!known) {
      return;
    }
    if (opcode == Opcodes.GOTO || opcode == Opcodes.JSR) {
      forget();
    } else {
      boolean comparesTwo = opcode >= Opcodes.IF_ICMPEQ && opcode <= Opcodes.IF_ACMPNE;
      pop(comparesTwo ? 2 : 1);
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    super.visitLdcInsn(value);
    if (!known) {
      return;
    }
    if (value instanceof Integer) {
      push(Opcodes.INTEGER);
    } else if (value instanceof Long) {
      push(Opcodes.LONG);
    } else if (value instanceof Float) {
      push(Opcodes.FLOAT);
    } else if (value instanceof Double) {
      push(Opcodes.DOUBLE);
    } else if (value instanceof String) {
      push("java/lang/String");
    } else if (value instanceof Handle) {
      push("java/lang/invoke/MethodHandle");
    } else if (value instanceof ConstantDynamic) {
      push(Type.getType(((ConstantDynamic) value).getDescriptor()));
    } else {
      boolean isMethod = ((Type) value).getSort() == Type.METHOD;
      push(isMethod ? "java/lang/invoke/MethodType" : "java/lang/Class");
    }
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    super.visitTableSwitchInsn(min, max, otherwise, labels);
    forget();
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    super.visitLookupSwitchInsn(otherwise, keys, labels);
    forget();
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    super.visitMultiANewArrayInsn(descriptor, dimensions);
    if (known) {
      pop(dimensions);
      push(descriptor);
    }
  }
}
