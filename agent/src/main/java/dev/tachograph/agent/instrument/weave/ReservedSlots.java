package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/**
 * Makes room for the weaver's variables in a method.
 *
 * <p>The slots are inserted right behind the parameters, the method's own variables move up, and
 * every stack map frame of the method is told of them. That place is known before the first
 * instruction, and a frame's verification types there never depend on the method's own code. The
 * slots are given a value before that code begins, so that a frame may claim them anywhere.
 */
abstract class ReservedSlots extends MethodVisitor {
  /** One variable of the weaver. */
  static final class Slot {
    final int index;

    /** Null for scratch space, which no frame mentions. */
    final @Nullable Type type;

    Slot(int index, @Nullable Type type) {
      this.index = index;
      this.type = type;
    }
  }

  private final List<Slot> slots = new ArrayList<>();
  private final int parameterSlots;
  private final boolean framed;
  private int reserved;

  ReservedSlots(MethodVisitor next, MethodSite site) {
    super(Opcodes.ASM9, next);
    this.parameterSlots = site.parameterSlots();
    this.framed = site.hasFrames();
  }

  final Slot reserve(Type type) {
    Slot slot = new Slot(parameterSlots + reserved, type);
    slots.add(slot);
    reserved += type.getSize();
    return slot;
  }

  /** Slots that hold nothing between two frames. */
  final int reserveScratch(int count) {
    int first = parameterSlots + reserved;
    for (int i = 0; i < count; i++) {
      slots.add(new Slot(first + i, null));
    }
    reserved += count;
    return first;
  }

  final void initializeSlots() {
    for (Slot slot : slots) {
      if (slot.type != null) {
        initialize(slot);
      }
    }
  }

  final void initialize(Slot slot) {
    Type type = slotType(slot);
    switch (type.getSort()) {
      case Type.OBJECT:
      case Type.ARRAY:
        mv.visitInsn(Opcodes.ACONST_NULL);
        break;
      case Type.LONG:
        mv.visitInsn(Opcodes.LCONST_0);
        break;
      case Type.FLOAT:
        mv.visitInsn(Opcodes.FCONST_0);
        break;
      case Type.DOUBLE:
        mv.visitInsn(Opcodes.DCONST_0);
        break;
      default:
        mv.visitInsn(Opcodes.ICONST_0);
    }
    store(slot);
  }

  final void store(Slot slot) {
    mv.visitVarInsn(slotType(slot).getOpcode(Opcodes.ISTORE), slot.index);
  }

  final void load(Slot slot) {
    mv.visitVarInsn(slotType(slot).getOpcode(Opcodes.ILOAD), slot.index);
  }

  static Type slotType(Slot slot) {
    if (slot.type == null) {
      throw new WeaveException("scratch space has no type");
    }
    return slot.type;
  }

  /**
   * A frame at the current place.
   *
   * @param locals verification types of the method's own variables, parameters first, without the
   *     reserved slots
   * @param thrown whether the operand stack holds a Throwable; else it is empty
   */
  final void frame(List<Object> locals, boolean thrown) {
    if (framed) {
      Object[] all = withReserved(locals);
      Object[] stack = thrown ? new Object[] {"java/lang/Throwable"} : new Object[0];
      mv.visitFrame(Opcodes.F_NEW, all.length, all, stack.length, stack);
    }
  }

  private Object[] withReserved(List<Object> locals) {
    List<Object> all = new ArrayList<>(locals.size() + slots.size());
    int next = 0;
    int used = 0;
    while (used < parameterSlots) {
      Object type = next < locals.size() ? locals.get(next++) : Opcodes.TOP;
      all.add(type);
      used += type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
    }
    if (used > parameterSlots) {
      throw new WeaveException("a variable lies across the end of the parameters");
    }
    for (Slot slot : slots) {
      all.add(slot.type == null ? Opcodes.TOP : verificationType(slot.type));
    }
    while (next < locals.size()) {
      all.add(locals.get(next++));
    }
    return all.toArray();
  }

  static Object verificationType(Type type) {
    switch (type.getSort()) {
      case Type.LONG:
        return Opcodes.LONG;
      case Type.DOUBLE:
        return Opcodes.DOUBLE;
      case Type.FLOAT:
        return Opcodes.FLOAT;
      case Type.OBJECT:
      case Type.ARRAY:
        return type.getInternalName();
      default:
        return Opcodes.INTEGER;
    }
  }

  private int shifted(int index) {
    return index < parameterSlots ? index : index + reserved;
  }

  @Override
  public void visitVarInsn(int opcode, int index) {
    boolean wide =
        opcode == Opcodes.LLOAD
            || opcode == Opcodes.DLOAD
            || opcode == Opcodes.LSTORE
            || opcode == Opcodes.DSTORE;
    if (wide && index < parameterSlots && index + 2 > parameterSlots) {
      throw new WeaveException("a variable lies across the end of the parameters");
    }
    super.visitVarInsn(opcode, shifted(index));
  }

  @Override
  public void visitIincInsn(int index, int increment) {
    super.visitIincInsn(shifted(index), increment);
  }

  @Override
  public void visitLocalVariable(
      String name,
      String descriptor,
      @Nullable String signature,
      Label start,
      Label end,
      int index) {
    super.visitLocalVariable(name, descriptor, signature, start, end, shifted(index));
  }

  @Override
  public org.objectweb.asm.AnnotationVisitor visitLocalVariableAnnotation(
      int typeRef,
      TypePath typePath,
      Label[] start,
      Label[] end,
      int[] index,
      String descriptor,
      boolean visible) {
    int[] moved = new int[index.length];
    for (int i = 0; i < index.length; i++) {
      moved[i] = shifted(index[i]);
    }
    return super.visitLocalVariableAnnotation(
        typeRef, typePath, start, end, moved, descriptor, visible);
  }

  @Override
  public void visitFrame(
      int type, int localCount, Object[] locals, int stackCount, Object[] stack) {
    if (type != Opcodes.F_NEW) {
      throw new WeaveException("frames were not expanded");
    }
    List<Object> own = new ArrayList<>(localCount);
    for (int i = 0; i < localCount; i++) {
      own.add(locals[i]);
    }
    Object[] all = withReserved(own);
    super.visitFrame(type, all.length, all, stackCount, stack);
  }
}
