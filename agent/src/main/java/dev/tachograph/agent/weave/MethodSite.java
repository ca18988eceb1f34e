package dev.tachograph.agent.weave;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/** A method to weave into, and the variables that weaving adds to it. */
final class MethodSite {
  /** A variable that has a value in all of the method's own code. */
  static final class Variable {
    final int slot;
    final Type type;

    Variable(int slot, Type type) {
      this.slot = slot;
      this.type = type;
    }
  }

  final TypeDescription type;
  final String owner;
  final int access;
  final String name;
  final String descriptor;

  /** The fields of the class. */
  final DeclaredFields fields;

  private final int classVersion;
  private final boolean addsFields;
  private final List<Variable> variables = new ArrayList<>();
  private int nextFreeSlot;
  private final Set<Integer> followed = new HashSet<>();

  /**
   * @param maxLocals how many slots the method uses itself
   * @param addsFields whether fields can be added, here and in related classes
   */
  MethodSite(
      TypeDescription type,
      int classVersion,
      int access,
      String name,
      String descriptor,
      int maxLocals,
      DeclaredFields fields,
      boolean addsFields) {
    this.type = type;
    this.owner = type.getInternalName();
    this.nextFreeSlot = maxLocals;
    this.fields = fields;
    this.addsFields = addsFields;
    this.classVersion = classVersion;
    this.access = access;
    this.name = name;
    this.descriptor = descriptor;
  }

  boolean isStatic() {
    return (access & Opcodes.ACC_STATIC) != 0;
  }

  boolean isConstructor() {
    return name.equals("<init>");
  }

  /** Whether added fields exist. A class that was loaded before cannot get any. */
  boolean addsFields() {
    return addsFields;
  }

  ClassFileVersion version() {
    return ClassFileVersion.ofMinorMajor(classVersion);
  }

  /** Whether the class file has stack map frames. Class files before Java 6 must not have any. */
  boolean hasFrames() {
    return (classVersion & 0xffff) >= Opcodes.V1_6;
  }

  int slotOfArgument(int argument) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    int slot = isStatic() ? 0 : 1;
    for (int i = 0; i < argument; i++) {
      slot += arguments[i].getSize();
    }
    return slot;
  }

  /**
   * From now on, exit advice finds in that argument the object that the method has put there, not
   * the one that the method was called with.
   */
  void follow(int argumentSlot) {
    followed.add(argumentSlot);
  }

  boolean isFollowed(int argumentSlot) {
    return followed.contains(argumentSlot);
  }

  /** The verification types of this and the arguments, as they are when the method begins. */
  Object[] declaredLocals() {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    int first = isStatic() ? 0 : 1;
    Object[] locals = new Object[first + arguments.length];
    if (first == 1) {
      locals[0] = owner;
    }
    for (int i = 0; i < arguments.length; i++) {
      locals[first + i] = Descriptions.verificationType(arguments[i]);
    }
    return locals;
  }

  /** The first of so many slots that nobody else will use. */
  int takeSlots(int count) {
    int first = nextFreeSlot;
    nextFreeSlot += count;
    return first;
  }

  /** Adds variables that have a value from the start of the method's own code. */
  void declare(List<Variable> declared) {
    variables.addAll(declared);
  }

  /** All variables that {@link #declare} got. */
  List<Variable> variables() {
    return variables;
  }
}
