package dev.tachograph.it.fit;

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
