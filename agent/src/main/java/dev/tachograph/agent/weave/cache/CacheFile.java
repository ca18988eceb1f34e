package dev.tachograph.agent.weave.cache;

import java.io.Closeable;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A file of woven classes, opened for reading.
 *
 * <pre>
 * header     magic, format, engine, number of records, length of the file, checksums
 * directory  for each record, by hash: hash, offset, length, checksum, hour of its last use
 * records    see {@link WovenClass#toRecord}
 * </pre>
 *
 * <p>A checksum covers every byte, and is compared before the byte is used. So a file that was cut
 * short, or in which a bit has flipped, gives fewer classes or none, and never a wrong one.
 * Checksums do not stop somebody who can write the file; {@link FileTrust} does.
 *
 * <p>Every start reads the directory, so it is searched in place, without making objects of its
 * entries. Thread-safe: a lock is held while a record is read. No class is loaded under it.
 */
final class CacheFile implements Closeable {
  /** The maximum length. A file whose header says more was not written by the agent. */
  static final int MAX_LENGTH = 32 * 1024 * 1024;

  static final int FORMAT = 1;
  static final int HEADER_LENGTH = 8 + 4 + Engine.ID_LENGTH + 4 + 4 + 4 + 4;
  static final int DIRECTORY_ENTRY_LENGTH = 20;
  static final byte[] MAGIC = "TACHOWVN".getBytes(StandardCharsets.US_ASCII);

  private final File path;
  private final RandomAccessFile file;
  private final ByteBuffer directory;

  private CacheFile(File path, RandomAccessFile file, ByteBuffer directory) {
    this.path = path;
    this.file = file;
    this.directory = directory;
  }

  /**
   * Opens a file.
   *
   * @param engine the engine that must have woven the classes
   * @throws IOException if the file cannot be read or is not valid; the message says why
   */
  static CacheFile open(File path, String engine) throws IOException {
    RandomAccessFile file = new RandomAccessFile(path, "r");
    try {
      return new CacheFile(path, file, readDirectory(file, engine));
    } catch (Throwable t) {
      file.close();
      throw t;
    }
  }

  private static ByteBuffer readDirectory(RandomAccessFile file, String engine) throws IOException {
    ByteBuffer header = read(file, 0, HEADER_LENGTH);
    byte[] magic = new byte[MAGIC.length];
    header.get(magic);
    check(Arrays.equals(magic, MAGIC), "it holds no woven classes");
    int format = header.getInt();
    check(format == FORMAT, "its format is " + format + ", not " + FORMAT);
    byte[] made = new byte[Engine.ID_LENGTH];
    header.get(made);
    int records = header.getInt();
    int length = header.getInt();
    int directoryChecksum = header.getInt();
    check(header.getInt() == checksum(header.array(), HEADER_LENGTH - 4), "its header is damaged");
    check(Arrays.equals(made, engineBytes(engine)), "it was made by another version of the agent");
    check(length == file.length() && length <= MAX_LENGTH, "it is not as long as it says");
    check(
        records >= 0 && records <= (length - HEADER_LENGTH) / DIRECTORY_ENTRY_LENGTH,
        "its header is damaged");
    ByteBuffer directory = read(file, HEADER_LENGTH, records * DIRECTORY_ENTRY_LENGTH);
    check(
        checksum(directory.array(), directory.capacity()) == directoryChecksum,
        "its directory is damaged");
    return directory;
  }

  private static void check(boolean holds, String message) throws IOException {
    if (!holds) {
      throw new StreamCorruptedException(message);
    }
  }

  private static ByteBuffer read(RandomAccessFile file, int offset, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(offset);
    try {
      file.readFully(bytes);
    } catch (EOFException e) {
      throw new StreamCorruptedException("it is cut short");
    }
    return ByteBuffer.wrap(bytes);
  }

  static byte[] engineBytes(String engine) {
    return Arrays.copyOf(engine.getBytes(StandardCharsets.US_ASCII), Engine.ID_LENGTH);
  }

  static int checksum(byte[] bytes, int length) {
    CRC32 checksum = new CRC32();
    checksum.update(bytes, 0, length);
    return (int) checksum.getValue();
  }

  /**
   * Finds the record of a class.
   *
   * @throws IOException if the file has changed or can no longer be read
   */
  @Nullable WovenClass find(String name, String circumstances, byte[] original) throws IOException {
    int hash = WovenClass.hash(name, circumstances, original);
    for (int i = firstWith(hash); i < size() && hash(i) == hash; i++) {
      WovenClass found = WovenClass.fromRecord(record(i));
      if (found.isOf(name, circumstances, original)) {
        return found;
      }
    }
    return null;
  }

  File path() {
    return path;
  }

  private int firstWith(int hash) {
    int low = 0;
    int high = size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (hash(middle) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  int size() {
    return directory.capacity() / DIRECTORY_ENTRY_LENGTH;
  }

  int hash(int index) {
    return directory.getInt(index * DIRECTORY_ENTRY_LENGTH);
  }

  int lastUse(int index) {
    return directory.getInt(index * DIRECTORY_ENTRY_LENGTH + 16);
  }

  byte[] record(int index) throws IOException {
    int entry = index * DIRECTORY_ENTRY_LENGTH;
    int offset = directory.getInt(entry + 4);
    int length = directory.getInt(entry + 8);
    check(offset >= HEADER_LENGTH && length >= 0 && length <= MAX_LENGTH, "it is damaged");
    byte[] record;
    synchronized (file) {
      record = read(file, offset, length).array();
    }
    check(checksum(record, length) == directory.getInt(entry + 12), "a record is damaged");
    return record;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
