package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes room for the weaver's variables in a method.
 *
 * <p>The slots lie behind all that the method uses itself, so that its own variables keep their
 * numbers: the JVM names them in the messages of its NullPointerExceptions, which must not change.
 * Every stack map frame of the method is told of them; they are given a value before the method's
 * code begins, so that a frame may claim them anywhere.
 */
abstract class ReservedSlots extends MethodVisitor {
  /** One variable of the weaver. */
  static final class Slot {
    final int index;
    final Type type;

    Slot(int index, Type type) {
      this.index = index;
      this.type = type;
    }
  }

  /** Stands for the second slot of a long or double. */
  private static final Object SECOND = new Object();

  private final List<Slot> slots = new ArrayList<>();
  private final MethodSite site;

  ReservedSlots(MethodVisitor next, MethodSite site) {
    super(Opcodes.ASM9, next);
    this.site = site;
  }

  final Slot reserve(Type type) {
    Slot slot = new Slot(site.takeSlots(type.getSize()), type);
    slots.add(slot);
    return slot;
  }

  /** Slots that hold nothing between two frames. */
  final int reserveScratch(int count) {
    return site.takeSlots(count);
  }

  final void initializeSlots() {
    for (Slot slot : slots) {
      initialize(slot);
    }
  }

  final void initialize(Slot slot) {
    Type type = slot.type;
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
    mv.visitVarInsn(slot.type.getOpcode(Opcodes.ISTORE), slot.index);
  }

  final void load(Slot slot) {
    mv.visitVarInsn(slot.type.getOpcode(Opcodes.ILOAD), slot.index);
  }

  /**
   * A frame at the current place.
   *
   * @param locals verification types of the method's own variables, without the reserved slots
   * @param thrown whether the operand stack holds a Throwable; else it is empty
   */
  final void frame(List<Object> locals, boolean thrown) {
    if (site.hasFrames()) {
      Object[] all = withReserved(locals);
      Object[] stack = thrown ? new Object[] {"java/lang/Throwable"} : new Object[0];
      mv.visitFrame(Opcodes.F_NEW, all.length, all, stack.length, stack);
    }
  }

  /**
   * Adds the reserved slots to a frame, which has an entry for each variable, not for each slot.
   */
  private Object[] withReserved(List<Object> locals) {
    List<Object> bySlot = new ArrayList<>(locals.size() + slots.size());
    for (Object type : locals) {
      bySlot.add(type);
      if (type == Opcodes.LONG || type == Opcodes.DOUBLE) {
        bySlot.add(SECOND);
      }
    }
    for (Slot slot : slots) {
      Type type = slot.type;
      while (bySlot.size() < slot.index + type.getSize()) {
        bySlot.add(Opcodes.TOP);
      }
      bySlot.set(slot.index, verificationType(type));
      if (type.getSize() == 2) {
        bySlot.set(slot.index + 1, SECOND);
      }
    }
    List<Object> byVariable = new ArrayList<>(bySlot.size());
    for (Object type : bySlot) {
      if (type != SECOND) {
        byVariable.add(type);
      }
    }
    return byVariable.toArray();
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
