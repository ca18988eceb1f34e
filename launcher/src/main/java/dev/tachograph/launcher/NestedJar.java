package dev.tachograph.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A jar that lies in another one.
 *
 * <p>The JDK reads the whole table of contents of a jar when it opens it, entry by entry, and the
 * agent's is opened before the application's main, before any of that has been compiled. What need
 * not be there by then therefore lies in jars of its own, whose tables are read when something is
 * asked of them.
 *
 * <p>It is stored without being compressed again, which makes it cheap to skip to an entry. Of the
 * format this knows what such jars are made of: no comment, no encryption, names of ASCII, and less
 * than two gigabytes. Its own table is not cheap either, if each name becomes a string whose
 * characters are hashed one after the other: so names stay where they lie, and a few characters of
 * each tell it from most others. Thread-safe.
 *
 * <p>It is one class, with none nested. If the agent's jar goes by another name, the boot class
 * loader is given it only after this class has come from another one; a class that was first needed
 * later would come from there, and be of another package.
 */
final class NestedJar {
  private static final int END_LENGTH = 22;
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END_ENTRIES = 10;
  private static final int END_DIRECTORY_SIZE = 12;
  private static final int END_DIRECTORY_OFFSET = 16;

  private static final int HEADER_LENGTH = 46;
  private static final int HEADER_SIGNATURE = 0x02014b50;
  private static final int HEADER_METHOD = 10;
  private static final int HEADER_COMPRESSED_SIZE = 20;
  private static final int HEADER_SIZE = 24;
  private static final int HEADER_NAME_LENGTH = 28;
  private static final int HEADER_EXTRA_LENGTH = 30;
  private static final int HEADER_COMMENT_LENGTH = 32;
  private static final int HEADER_OFFSET = 42;

  private static final int LOCAL_LENGTH = 30;
  private static final int LOCAL_NAME_LENGTH = 26;
  private static final int LOCAL_EXTRA_LENGTH = 28;

  private static final int HASHED_CHARACTERS = 8;
  private static final int CLASS_SUFFIX = ".class".length();

  private final JarFile outer;
  private final String name;

  // Complete once there is a directory.
  /** By hash: the first entry's number, from 1. */
  private int[] firstEntries = {};

  /** By an entry's number: the next one of the same hash, or 0. */
  private int[] nextEntries = {};

  /** By an entry's number: where in the directory its header is. */
  private int[] headers = {};

  /** The central directory; null until it is needed. */
  private byte @Nullable [] directory;

  /**
   * @param name the entry of {@code outer} that is a jar itself
   */
  NestedJar(JarFile outer, String name) {
    this.outer = outer;
    this.name = name;
  }

  /** The bytes of an entry, or null if there is none of that name. */
  byte @Nullable [] read(String entry) throws IOException {
    byte[] directory = directory();
    int header = header(directory, entry);
    if (header < 0) {
      return null;
    }
    int compressedSize = int32(directory, header + HEADER_COMPRESSED_SIZE);
    byte[] compressed;
    try (InputStream in = open()) {
      skip(in, int32(directory, header + HEADER_OFFSET));
      byte[] local = readFully(in, LOCAL_LENGTH);
      skip(in, int16(local, LOCAL_NAME_LENGTH) + int16(local, LOCAL_EXTRA_LENGTH));
      compressed = readFully(in, compressedSize);
    }
    return int16(directory, header + HEADER_METHOD) == ZipEntry.STORED
        ? compressed
        : inflate(compressed, int32(directory, header + HEADER_SIZE));
  }

  private synchronized byte[] directory() throws IOException {
    byte[] known = directory;
    if (known == null) {
      byte[] end = readEnd();
      try (InputStream in = open()) {
        skip(in, int32(end, END_DIRECTORY_OFFSET));
        known = readFully(in, int32(end, END_DIRECTORY_SIZE));
      }
      findHeaders(known, int16(end, END_ENTRIES));
      directory = known;
    }
    return known;
  }

  private byte[] readEnd() throws IOException {
    ZipEntry entry = outer.getEntry(name);
    if (entry == null) {
      throw new ZipException(name + " is missing in " + outer.getName());
    }
    long endOffset = entry.getSize() - END_LENGTH;
    byte[] end;
    try (InputStream in = open()) {
      skip(in, endOffset);
      end = readFully(in, END_LENGTH);
    }
    if (int32(end, 0) != END_SIGNATURE) {
      throw new ZipException(name + " does not end as a jar does");
    }
    return end;
  }

  private void findHeaders(byte[] directory, int entries) throws ZipException {
    headers = new int[entries + 1];
    nextEntries = new int[entries + 1];
    firstEntries = new int[2 * Integer.highestOneBit(Math.max(entries, 1))];
    int header = 0;
    for (int entry = 1; entry <= entries; entry++) {
      if (header + HEADER_LENGTH > directory.length
          || int32(directory, header) != HEADER_SIGNATURE) {
        throw new ZipException(name + " has a broken table of contents");
      }
      int nameLength = int16(directory, header + HEADER_NAME_LENGTH);
      int bucket = hash(directory, header + HEADER_LENGTH, nameLength) & firstEntries.length - 1;
      headers[entry] = header;
      nextEntries[entry] = firstEntries[bucket];
      firstEntries[bucket] = entry;
      header +=
          HEADER_LENGTH
              + nameLength
              + int16(directory, header + HEADER_EXTRA_LENGTH)
              + int16(directory, header + HEADER_COMMENT_LENGTH);
    }
  }

  /** Where in the directory the header of an entry is, or -1 if there is none of that name. */
  @SuppressWarnings("deprecation") // Another way would take the character sets.
  private int header(byte[] directory, String entry) {
    int length = entry.length();
    byte[] wanted = new byte[length];
    entry.getBytes(0, length, wanted, 0);
    int number = firstEntries[hash(wanted, 0, length) & firstEntries.length - 1];
    while (number != 0 && !isNamed(directory, headers[number], entry)) {
      number = nextEntries[number];
    }
    return number == 0 ? -1 : headers[number];
  }

  /** Of the end of the name, where names differ most, but for what they all end with. */
  private static int hash(byte[] bytes, int offset, int length) {
    int hash = length;
    int end = Math.max(length - CLASS_SUFFIX, 0);
    for (int i = Math.max(end - HASHED_CHARACTERS, 0); i < end; i++) {
      hash = 31 * hash + bytes[offset + i];
    }
    return hash;
  }

  private static boolean isNamed(byte[] directory, int header, String entry) {
    int length = entry.length();
    if (int16(directory, header + HEADER_NAME_LENGTH) != length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (directory[header + HEADER_LENGTH + i] != entry.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private InputStream open() throws IOException {
    return outer.getInputStream(new ZipEntry(name));
  }

  private byte[] inflate(byte[] compressed, int size) throws ZipException {
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(compressed);
      byte[] inflated = new byte[size];
      int length = inflater.inflate(inflated);
      if (length != size) {
        throw new ZipException(name + " is broken: " + length + " bytes instead of " + size);
      }
      return inflated;
    } catch (DataFormatException e) {
      throw new ZipException(name + " is broken: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private static void skip(InputStream in, long bytes) throws IOException {
    long left = bytes;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        throw new EOFException();
      }
      left -= skipped;
    }
  }

  /** Reads as many bytes as there must be. */
  static byte[] readFully(InputStream in, int length) throws IOException {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      int read = in.read(bytes, filled, length - filled);
      if (read < 0) {
        throw new EOFException();
      }
      filled += read;
    }
    return bytes;
  }

  private static int int16(byte[] bytes, int at) {
    return (bytes[at] & 0xff) | (bytes[at + 1] & 0xff) << 8;
  }

  private static int int32(byte[] bytes, int at) {
    return int16(bytes, at) | int16(bytes, at + 2) << 16;
  }
}
