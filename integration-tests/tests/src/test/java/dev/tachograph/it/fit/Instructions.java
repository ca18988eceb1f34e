package dev.tachograph.it.fit;

/** The instructions in a {@code Code} attribute, one after the other. */
final class Instructions {
  private static final int TABLESWITCH = 0xaa;
  private static final int LOOKUPSWITCH = 0xab;
  private static final int WIDE = 0xc4;
  private static final int IINC = 0x84;
  private static final int GETSTATIC = 0xb2;
  private static final int INVOKEINTERFACE = 0xb9;
  private static final int NEW = 0xbb;
  private static final int ANEWARRAY = 0xbd;
  private static final int CHECKCAST = 0xc0;
  private static final int INSTANCEOF = 0xc1;
  private static final int LDC = 0x12;
  private static final int LDC_W = 0x13;

  /** A digit for each instruction: how many bytes follow it; of the switches and wide, any. */
  private static final String OPERANDS =
      "00000000000000001212" // nop .. ldc_w
          + "2" // ldc2_w
          + "11111" // loads
          + "0".repeat(0x36 - 0x1a)
          + "11111" // stores
          + "0".repeat(0x84 - 0x3b)
          + "2" // iinc
          + "0".repeat(0x99 - 0x85)
          + "2".repeat(0xa9 - 0x99) // branches, jsr
          + "1" // ret
          + "99" // switches
          + "000000" // returns
          + "2222" // fields
          + "222" // calls
          + "44" // invokeinterface, invokedynamic
          + "2" // new
          + "1" // newarray
          + "2" // anewarray
          + "00" // arraylength, athrow
          + "22" // checkcast, instanceof
          + "00" // monitors
          + "9" // wide
          + "3" // multianewarray
          + "22" // ifnull, ifnonnull
          + "44"; // goto_w, jsr_w

  private final byte[] attribute;
  private final int start = 8;
  private final int end;
  private int at = -1;
  private int nextAt = start;

  Instructions(byte[] codeAttribute) {
    this.attribute = codeAttribute;
    this.end = start + intAt(4);
  }

  /** Goes to the next instruction, if there is one. */
  boolean next() {
    if (nextAt >= end) {
      return false;
    }
    at = nextAt;
    nextAt = at + length();
    return true;
  }

  int opcode() {
    return attribute[at] & 0xff;
  }

  /** Whether it names a constant, which may be a class or a member. */
  boolean hasReference() {
    int opcode = opcode();
    return opcode == LDC
        || opcode == LDC_W
        || opcode >= GETSTATIC && opcode <= INVOKEINTERFACE
        || opcode == NEW
        || opcode == ANEWARRAY
        || opcode == CHECKCAST
        || opcode == INSTANCEOF;
  }

  int reference() {
    return opcode() == LDC ? attribute[at + 1] & 0xff : shortAt(at + 1);
  }

  private int length() {
    int aligned = (at - start + 4) / 4 * 4 + start;
    switch (opcode()) {
      case TABLESWITCH:
        return aligned - at + 12 + 4 * (intAt(aligned + 8) - intAt(aligned + 4) + 1);
      case LOOKUPSWITCH:
        return aligned - at + 8 + 8 * intAt(aligned + 4);
      case WIDE:
        return (attribute[at + 1] & 0xff) == IINC ? 6 : 4;
      default:
        return 1 + OPERANDS.charAt(opcode()) - '0';
    }
  }

  private int shortAt(int index) {
    return (attribute[index] & 0xff) << 8 | attribute[index + 1] & 0xff;
  }

  private int intAt(int index) {
    return shortAt(index) << 16 | shortAt(index + 2);
  }
}
