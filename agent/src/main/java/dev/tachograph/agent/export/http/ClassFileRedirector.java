package dev.tachograph.agent.export.http;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes the names that a class file refers to: its calls, types and strings. The code stays the
 * same, byte for byte, except for one byte of each call that becomes static. So nothing has to be
 * computed again.
 *
 * <p>Uses no library, because the endpoint needs this at the first scrape. There a library for
 * class files would cost more than the server itself.
 */
final class ClassFileRedirector {
  private static final int UTF8 = 1;
  private static final int INTEGER = 3;
  private static final int FLOAT = 4;
  private static final int LONG = 5;
  private static final int DOUBLE = 6;
  private static final int CLASS = 7;
  private static final int STRING = 8;
  private static final int FIELD = 9;
  private static final int METHOD = 10;
  private static final int INTERFACE_METHOD = 11;
  private static final int NAME_AND_TYPE = 12;
  private static final int METHOD_HANDLE = 15;
  private static final int METHOD_TYPE = 16;
  private static final int MODULE = 19;
  private static final int PACKAGE = 20;

  private static final int INVOKEVIRTUAL = 0xb6;
  private static final int INVOKESTATIC = 0xb8;
  private static final int TABLESWITCH = 0xaa;
  private static final int LOOKUPSWITCH = 0xab;
  private static final int WIDE = 0xc4;
  private static final int IINC = 0x84;

  /**
   * The length in bytes of each instruction, by opcode. Instructions of variable length have none.
   */
  private static final String LENGTHS =
      "1111111111111111" // 00
          + "2323322222111111" // 10
          + "1111111111111111" // 20
          + "1111112222211111" // 30
          + "1111111111111111" // 40
          + "1111111111111111" // 50
          + "1111111111111111" // 60
          + "1111111111111111" // 70
          + "1111311111111111" // 80
          + "1111111113333333" // 90
          + "3333333332..1111" // a0: the two switches
          + "1133333335532311" // b0
          + "3311.43355"; // c0: wide

  private final Redirections redirections;
  private final int[] tags;
  private final int[] first;
  private final int[] second;
  private final Object[] values;
  private final ByteArrayOutputStream added = new ByteArrayOutputStream();
  private final Map<String, Integer> addedEntries = new HashMap<>();
  private int count;

  /** Methods whose calls become static. */
  private final Set<Integer> madeStatic = new HashSet<>();

  private ClassFileRedirector(Redirections redirections, int size) {
    this.redirections = redirections;
    this.count = size;
    this.tags = new int[size];
    this.first = new int[size];
    this.second = new int[size];
    this.values = new Object[size];
  }

  static byte[] redirect(byte[] classFile, Redirections redirections) throws IOException {
    return new ClassFileRedirector(redirections, int16(classFile, 8)).redirect(classFile);
  }

  private byte[] redirect(byte[] classFile) throws IOException {
    int end = readConstants(classFile);
    byte[] rest = Arrays.copyOfRange(classFile, end, classFile.length);
    renameTexts();
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] == METHOD || tags[i] == INTERFACE_METHOD) {
        redirectCall(i);
      }
    }
    if (!madeStatic.isEmpty()) {
      patchMethods(rest);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(classFile.length + 512);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(classFile, 0, 8);
    out.writeShort(count);
    writeConstants(out);
    added.writeTo(out);
    out.write(rest);
    return bytes.toByteArray();
  }

  /** Reads the constants, and returns where they end. */
  private int readConstants(byte[] classFile) throws IOException {
    CountingStream counting = new CountingStream(classFile);
    DataInputStream in = new DataInputStream(counting);
    in.skipBytes(10);
    for (int i = 1; i < tags.length; i++) {
      tags[i] = in.readUnsignedByte();
      switch (tags[i]) {
        case UTF8:
          values[i] = in.readUTF();
          break;
        case INTEGER:
        case FLOAT:
          values[i] = in.readInt();
          break;
        case LONG:
        case DOUBLE:
          values[i] = in.readLong();
          i++;
          break;
        case CLASS:
        case STRING:
        case METHOD_TYPE:
        case MODULE:
        case PACKAGE:
          first[i] = in.readUnsignedShort();
          break;
        case METHOD_HANDLE:
          first[i] = in.readUnsignedByte();
          second[i] = in.readUnsignedShort();
          break;
        default:
          first[i] = in.readUnsignedShort();
          second[i] = in.readUnsignedShort();
      }
    }
    return counting.position();
  }

  private void renameTexts() {
    for (int i = 1; i < tags.length; i++) {
      if (tags[i] == UTF8) {
        values[i] = redirections.text((String) values[i]);
      }
    }
  }

  private void redirectCall(int index) throws IOException {
    String owner = text(first[first[index]]);
    String name = text(first[second[index]]);
    String descriptor = text(second[second[index]]);
    Redirections.Call call = redirections.call(owner, name, descriptor);
    if (call == null) {
      return;
    }
    if (call.becomesStatic) {
      madeStatic.add(index);
    }
    // A method of an interface has another tag, but the new method is one of a class.
    tags[index] = METHOD;
    first[index] = addClass(call.owner);
    second[index] = addNameAndType(call.name, call.descriptor);
  }

  private int addClass(String name) throws IOException {
    return add(CLASS, addText(name), null);
  }

  private int addNameAndType(String name, String descriptor) throws IOException {
    return add(NAME_AND_TYPE, addText(name), addText(descriptor));
  }

  private int addText(String text) throws IOException {
    Integer known = addedEntries.get(text);
    if (known != null) {
      return known;
    }
    DataOutputStream out = new DataOutputStream(added);
    out.writeByte(UTF8);
    out.writeUTF(text);
    addedEntries.put(text, count);
    return count++;
  }

  private int add(int tag, int one, @Nullable Integer two) throws IOException {
    String key = tag + " " + one + " " + two;
    Integer known = addedEntries.get(key);
    if (known != null) {
      return known;
    }
    DataOutputStream out = new DataOutputStream(added);
    out.writeByte(tag);
    out.writeShort(one);
    if (two != null) {
      out.writeShort(two);
    }
    addedEntries.put(key, count);
    return count++;
  }

  private void writeConstants(DataOutputStream out) throws IOException {
    for (int i = 1; i < tags.length; i++) {
      out.writeByte(tags[i]);
      switch (tags[i]) {
        case UTF8:
          out.writeUTF((String) values[i]);
          break;
        case INTEGER:
        case FLOAT:
          out.writeInt((Integer) values[i]);
          break;
        case LONG:
        case DOUBLE:
          out.writeLong((Long) values[i]);
          i++;
          break;
        case CLASS:
        case STRING:
        case METHOD_TYPE:
        case MODULE:
        case PACKAGE:
          out.writeShort(first[i]);
          break;
        case METHOD_HANDLE:
          out.writeByte(first[i]);
          out.writeShort(second[i]);
          break;
        default:
          out.writeShort(first[i]);
          out.writeShort(second[i]);
      }
    }
  }

  private String text(int index) {
    return (String) values[index];
  }

  /** Patches the rest of a class file: flags, names and interfaces, fields, methods, attributes. */
  private void patchMethods(byte[] rest) {
    int at = 8 + 2 * int16(rest, 6);
    for (int kind = 0; kind < 2; kind++) {
      boolean methods = kind == 1;
      int members = int16(rest, at);
      at += 2;
      for (int member = 0; member < members; member++) {
        int attributes = int16(rest, at + 6);
        at += 8;
        for (int attribute = 0; attribute < attributes; attribute++) {
          if (methods && text(int16(rest, at)).equals("Code")) {
            patchCode(rest, at + 14, int32(rest, at + 10));
          }
          at += 6 + int32(rest, at + 2);
        }
      }
    }
  }

  private void patchCode(byte[] rest, int start, int length) {
    int at = start;
    while (at < start + length) {
      int instruction = rest[at] & 0xff;
      if (instruction == INVOKEVIRTUAL && madeStatic.contains(int16(rest, at + 1))) {
        rest[at] = (byte) INVOKESTATIC;
      }
      at += lengthOf(instruction, rest, at, start);
    }
  }

  private static int lengthOf(int instruction, byte[] code, int at, int start) {
    int operands = at + 4 - (at - start) % 4;
    switch (instruction) {
      case TABLESWITCH:
        int values = int32(code, operands + 8) - int32(code, operands + 4) + 1;
        return operands + 12 + 4 * values - at;
      case LOOKUPSWITCH:
        return operands + 8 + 8 * int32(code, operands + 4) - at;
      case WIDE:
        return (code[at + 1] & 0xff) == IINC ? 6 : 4;
      default:
        return LENGTHS.charAt(instruction) - '0';
    }
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff;
  }

  private static int int32(byte[] bytes, int at) {
    return int16(bytes, at) << 16 | int16(bytes, at + 2);
  }

  private static final class CountingStream extends InputStream {
    private final byte[] bytes;
    private int position;

    CountingStream(byte[] bytes) {
      this.bytes = bytes;
    }

    int position() {
      return position;
    }

    @Override
    public int read() {
      return position < bytes.length ? bytes[position++] & 0xff : -1;
    }
  }
}
