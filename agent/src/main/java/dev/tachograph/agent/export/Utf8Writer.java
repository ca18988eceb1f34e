package dev.tachograph.agent.export;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Writer;
import java.nio.charset.Charset;

/**
 * Text as UTF-8. The library's text formats have it in the place of a {@link
 * java.io.BufferedWriter} and of the {@link java.io.OutputStreamWriter} below it: they write a line
 * in twenty pieces, and to lock, copy and encode each took half of the time of a scrape. What is
 * not Unicode becomes a question mark, as there. Not thread-safe.
 */
public final class Utf8Writer extends Writer {
  private static final int BUFFER_BYTES = 8192;
  private static final int MOST_BYTES_OF_A_CHARACTER = 4;
  private static final int ASCII = 0x80;
  private static final char NONE = 0;

  private final OutputStream out;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int length;

  /** The first half of a character whose second half is still to come. */
  private char half = NONE;

  /** As of an OutputStreamWriter. */
  public Utf8Writer(OutputStream out, Charset utf8) {
    this.out = out;
  }

  /**
   * As of a BufferedWriter.
   *
   * @param below is not to be used any more
   */
  public Utf8Writer(Writer below) {
    this.out = ((Utf8Writer) below).out;
  }

  @Override
  public void write(String text, int offset, int count) throws IOException {
    int from = offset;
    int end = offset + count;
    while (from < end) {
      int n = half == NONE ? Math.min(end - from, buffer.length - length) : 0;
      int at = length;
      int i = 0;
      while (i < n) {
        char c = text.charAt(from + i);
        if (c >= ASCII) {
          break;
        }
        buffer[at + i] = (byte) c;
        i++;
      }
      length = at + i;
      from += i;
      if (i < n || n == 0) {
        write(text.charAt(from++));
      }
    }
  }

  @Override
  public void write(char[] text, int offset, int count) throws IOException {
    for (int i = offset; i < offset + count; i++) {
      write(text[i]);
    }
  }

  @Override
  public void write(int character) throws IOException {
    if (buffer.length - length < 2 * MOST_BYTES_OF_A_CHARACTER) {
      drain();
    }
    char c = (char) character;
    if (half != NONE) {
      writeSecondHalf(c);
    } else if (c < ASCII) {
      buffer[length++] = (byte) c;
    } else if (Character.isHighSurrogate(c)) {
      half = c;
    } else {
      encode(Character.isLowSurrogate(c) ? '?' : c);
    }
  }

  private void writeSecondHalf(char c) throws IOException {
    char first = half;
    half = NONE;
    if (Character.isLowSurrogate(c)) {
      encode(Character.toCodePoint(first, c));
    } else {
      encode('?');
      write(c);
    }
  }

  private void encode(int c) {
    if (c < ASCII) {
      buffer[length++] = (byte) c;
    } else if (c < 0x800) {
      buffer[length++] = (byte) (0xc0 | c >> 6);
      encodeLast(c);
    } else if (c < 0x10000) {
      buffer[length++] = (byte) (0xe0 | c >> 12);
      encodeLast(c >> 6);
      encodeLast(c);
    } else {
      buffer[length++] = (byte) (0xf0 | c >> 18);
      encodeLast(c >> 12);
      encodeLast(c >> 6);
      encodeLast(c);
    }
  }

  private void encodeLast(int sixBits) {
    buffer[length++] = (byte) (0x80 | sixBits & 0x3f);
  }

  private void drain() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  @Override
  public void flush() throws IOException {
    drain();
    out.flush();
  }

  @Override
  public void close() throws IOException {
    if (half != NONE) {
      half = NONE;
      encode('?');
    }
    flush();
    out.close();
  }
}
