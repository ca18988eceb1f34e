package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Something that gets a place in the file, at once or when the file has grown. */
public abstract class FileEntry {
  /** The bytes that it takes. */
  protected abstract int bytes();

  /** Whether the index shall lead to it. Other entries are reached from a record. */
  protected boolean isRecord() {
    return true;
  }

  /** A power of two. */
  protected int alignment() {
    return Long.BYTES;
  }

  /**
   * Writes itself. From the return on, readers may see it.
   *
   * @param place where in the file the buffer's byte {@code at} is
   */
  protected abstract void write(ByteBuffer buffer, int at, long place);

  /** Writes the header of a record. */
  protected final void header(
      ByteBuffer buffer, int at, int type, int subtype, int field, int subject, int object) {
    buffer.putInt(at, bytes());
    buffer.put(at + Layout.TYPE_AT, (byte) type);
    buffer.put(at + Layout.SUBTYPE_AT, (byte) subtype);
    buffer.putShort(at + Layout.FIELD_AT, (short) field);
    buffer.putInt(at + Layout.SUBJECT_AT, subject);
    buffer.putInt(at + Layout.OBJECT_AT, object);
  }

  protected static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the length of a text in two bytes, and the text; returns the place behind it. */
  protected static int text(ByteBuffer buffer, int at, byte[] text) {
    buffer.putShort(at, (short) text.length);
    for (int i = 0; i < text.length; i++) {
      buffer.put(at + Short.BYTES + i, text[i]);
    }
    return at + Short.BYTES + text.length;
  }
}
