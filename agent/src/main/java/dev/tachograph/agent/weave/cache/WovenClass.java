package dev.tachograph.agent.weave.cache;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome for one class: woven, or left as it is because there was nothing to weave, or left as
 * it is because it did not fit. The last two are kept as well, because finding them again would
 * load the whole weaver.
 *
 * <p>The name, the circumstances and the original, byte for byte, decide what is woven; see {@link
 * #isOf}. Immutable, except for the arrays, which nobody changes.
 */
public final class WovenClass {
  private final String name;
  private final String circumstances;
  private final byte[] original;
  private final byte @Nullable [] woven;
  private final String misfit;
  private final List<String> leftOut;

  /**
   * @param name the internal name of the class
   * @param circumstances everything but the class file that decides what is woven
   * @param original the class file before it was woven
   * @param woven the class file to use instead; null if the class is left as it is
   * @param misfit why the class does not fit; empty if it does
   * @param leftOut the methods that were left out because they would have become too long
   */
  public WovenClass(
      String name,
      String circumstances,
      byte[] original,
      byte @Nullable [] woven,
      String misfit,
      List<String> leftOut) {
    this.name = name;
    this.circumstances = circumstances;
    this.original = original;
    this.woven = woven;
    this.misfit = misfit;
    this.leftOut = leftOut;
  }

  /** The class file to use instead of the original, or null if the class is left as it is. */
  public byte @Nullable [] woven() {
    return woven;
  }

  /** Why the class does not fit, or null if it does. */
  public @Nullable String misfit() {
    return misfit.isEmpty() ? null : misfit;
  }

  /** The methods that were left out because they would have become too long, with descriptors. */
  public List<String> leftOut() {
    return leftOut;
  }

  /** Whether weaving that class now would have the same outcome. */
  boolean isOf(String otherName, String otherCircumstances, byte[] otherOriginal) {
    return name.equals(otherName)
        && circumstances.equals(otherCircumstances)
        && Arrays.equals(original, otherOriginal);
  }

  /** The approximate memory that it takes, in bytes. */
  int length() {
    return original.length + (woven == null ? 0 : woven.length);
  }

  /** The hash by which it is found. Other classes may have the same one. */
  int hash() {
    return hash(name, circumstances, original);
  }

  static int hash(String name, String circumstances, byte[] original) {
    return 31 * (31 * name.hashCode() + circumstances.hashCode()) + original.length;
  }

  byte[] toRecord() throws IOException {
    int expected = original.length + (woven == null ? 0 : woven.length) + 1024;
    ByteArrayOutputStream record = new ByteArrayOutputStream(expected);
    DataOutputStream out = new DataOutputStream(record);
    out.writeUTF(name);
    out.writeUTF(circumstances);
    out.writeInt(original.length);
    out.write(original);
    out.writeInt(woven == null ? -1 : woven.length);
    if (woven != null) {
      out.write(woven);
    }
    out.writeUTF(misfit);
    out.writeShort(leftOut.size());
    for (int i = 0; i < leftOut.size(); i++) {
      out.writeUTF(leftOut.get(i));
    }
    return record.toByteArray();
  }

  /** Reads what {@link #toRecord} wrote. */
  static WovenClass fromRecord(byte[] record) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(record));
    String name = in.readUTF();
    String circumstances = in.readUTF();
    byte[] original = bytes(in, in.readInt());
    int wovenLength = in.readInt();
    byte[] woven = wovenLength < 0 ? null : bytes(in, wovenLength);
    String misfit = in.readUTF();
    int count = in.readUnsignedShort();
    List<String> leftOut =
        count == 0 ? Collections.<String>emptyList() : new ArrayList<String>(count);
    for (int i = 0; i < count; i++) {
      leftOut.add(in.readUTF());
    }
    return new WovenClass(name, circumstances, original, woven, misfit, leftOut);
  }

  private static byte[] bytes(DataInputStream in, int length) throws IOException {
    if (length < 0 || length > in.available()) {
      throw new StreamCorruptedException("a record is shorter than it says");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }
}
