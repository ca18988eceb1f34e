package dev.tachograph.agent.instrument.weave;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The method into which something is woven. */
final class MethodSite {
  final String owner;
  final int access;
  final String name;
  final String descriptor;
  private final int classVersion;
  private final boolean addsFields;
  private int nextFreeSlot;

  /**
   * @param maxLocals how many slots the method uses itself
   * @param addsFields whether fields can be added, here and in related classes
   */
  MethodSite(
      String owner,
      int classVersion,
      int access,
      String name,
      String descriptor,
      int maxLocals,
      boolean addsFields) {
    this.nextFreeSlot = maxLocals;
    this.addsFields = addsFields;
    this.owner = owner;
    this.classVersion = classVersion & 0xffff;
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
  }

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  /** Whether added fields are there; a class that was loaded before cannot be given any. */
  boolean addsFields() {
    return addsFields;
  }

  boolean isConstructor() {
    return name.equals("<init>");
  }

  /** Class files before Java 6 have no stack map frames and must not get any. */
  boolean hasFrames() {
    return classVersion >= Opcodes.V1_6;
  }

  Type[] argumentTypes() {
    return Type.getArgumentTypes(descriptor);
  }

  Type returnType() {
    return Type.getReturnType(descriptor);
  }

  /** The first of so many slots that nobody else will use. */
  int takeSlots(int count) {
    int first = nextFreeSlot;
    nextFreeSlot += count;
    return first;
  }

  /** The verification types of this and the parameters at the method's first instruction. */
  List<Object> entryLocals() {
    List<Object> locals = new ArrayList<>();
    if (!isStatic()) {
      locals.add(isConstructor() ? Opcodes.UNINITIALIZED_THIS : owner);
    }
    for (Type type : argumentTypes()) {
      locals.add(ReservedSlots.verificationType(type));
    }
    return locals;
  }

  /**
   * What is left of them at the end, where any may have been reused: nothing, but for a
   * constructor's this.
   */
  List<Object> exitLocals() {
    List<Object> locals = new ArrayList<>();
    if (isConstructor()) {
      locals.add(owner);
    }
    return locals;
  }
}
