package dev.tachograph.it.fit;

import org.jspecify.annotations.Nullable;

/**
 * What an instruction refers to: a class, a field or a method.
 *
 * @param opcode the instruction's; 0 if the class itself is meant
 * @param toInterface whether the method's owner is taken for an interface
 */
record Reference(int opcode, String owner, String name, String descriptor, boolean toInterface)
    implements Comparable<Reference> {
  private static final int GETSTATIC = 0xb2;
  private static final int PUTSTATIC = 0xb3;
  private static final int GETFIELD = 0xb4;
  private static final int PUTFIELD = 0xb5;
  private static final int INVOKESTATIC = 0xb8;

  static Reference toClass(String name) {
    return new Reference(0, name, "", "", false);
  }

  boolean isToClass() {
    return opcode == 0;
  }

  boolean isToField() {
    return opcode >= GETSTATIC && opcode <= PUTFIELD;
  }

  boolean isToStatic() {
    return opcode == GETSTATIC || opcode == PUTSTATIC || opcode == INVOKESTATIC;
  }

  /** The member's name and descriptor, as {@link ClassFacts} has them. */
  String member() {
    return isToField() ? name + ":" + descriptor : name + descriptor;
  }

  /** Whether it is the same that is referred to, in the same way, by whichever instruction. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Reference reference
        && owner.equals(reference.owner)
        && name.equals(reference.name)
        && descriptor.equals(reference.descriptor)
        && toInterface == reference.toInterface
        && isToStatic() == reference.isToStatic();
  }

  @Override
  public int hashCode() {
    return 31 * (31 * owner.hashCode() + name.hashCode()) + descriptor.hashCode();
  }

  @Override
  public int compareTo(Reference other) {
    return (toString()).compareTo(other.toString());
  }

  @Override
  public String toString() {
    return isToClass()
        ? owner
        : owner
            + "."
            + member()
            + (toInterface ? " of an interface" : "")
            + (isToStatic() ? ", static" : "");
  }
}
