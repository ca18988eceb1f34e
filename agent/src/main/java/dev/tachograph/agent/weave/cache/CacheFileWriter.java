package dev.tachograph.agent.weave.cache;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Writes a file of woven classes anew, with its former classes and those woven since. The new file
 * replaces the old one in one step, so that a reader sees one or the other. If two JVMs write at
 * once, the later one wins. The classes of the other JVM are woven again at a later start.
 */
final class CacheFileWriter {
  private static final String TEMPORARY_SUFFIX = ".woven-tmp";
  private static final long STALE_MILLIS = 60 * 60 * 1000;

  private final File file;
  private final String engine;
  private final FileTrust trust;
  private final boolean forAll;

  /**
   * @param forAll whether other users may read the file
   */
  CacheFileWriter(File file, String engine, FileTrust trust, boolean forAll) {
    this.file = file;
    this.engine = engine;
    this.trust = trust;
    this.forAll = forAll;
  }

  File file() {
    return file;
  }

  /** A record with its entry in the directory. */
  private static final class Record {
    final int hash;
    final byte[] bytes;
    int lastUse;

    Record(int hash, byte[] bytes, int lastUse) {
      this.hash = hash;
      this.bytes = bytes;
      this.lastUse = lastUse;
    }
  }

  /**
   * Adds classes to the file. The file need not exist.
   *
   * @param used hashes of the classes that this JVM has taken from the file
   * @param hour the time, in hours
   * @return how many classes the file holds now
   * @throws IOException if the file cannot be written; then it is unchanged
   */
  int add(List<WovenClass> made, Set<Integer> used, int hour) throws IOException {
    Path directory = directory();
    List<Record> records = readExisting(used, hour);
    for (WovenClass one : made) {
      merge(records, new Record(one.hash(), one.toRecord(), hour));
    }
    limit(records);
    removeStale(directory);
    Path temporary = directory.resolve(temporaryName());
    try {
      write(temporary, records);
      Files.move(temporary, file.toPath(), StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      throw new IOException("its file system cannot replace a file in one step", e);
    } finally {
      Files.deleteIfExists(temporary);
    }
    return records.size();
  }

  /** The directory of the file. Creates it if necessary, for the user alone. */
  private Path directory() throws IOException {
    Path directory = file.getAbsoluteFile().getParentFile().toPath();
    if (!Files.exists(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    String objection = trust.objectionToDirectory(directory.toFile());
    if (objection != null) {
      throw new IOException(objection);
    }
    return directory;
  }

  /**
   * The records of the present file. There are none if it is damaged from the start, of another
   * version or not to be trusted: the new file replaces it.
   */
  private List<Record> readExisting(Set<Integer> used, int hour) {
    List<Record> records = new ArrayList<>();
    try {
      if (!file.exists() || trust.objectionTo(file) != null) {
        return records;
      }
      try (CacheFile existing = CacheFile.open(file, engine)) {
        for (int i = 0; i < existing.size(); i++) {
          int hash = existing.hash(i);
          int lastUse = used.contains(hash) ? hour : existing.lastUse(i);
          records.add(new Record(hash, existing.record(i), lastUse));
        }
      }
    } catch (IOException e) {
      // The records that were read before are good.
    }
    return records;
  }

  private static void merge(List<Record> records, Record added) {
    for (Record record : records) {
      if (record.hash == added.hash && Arrays.equals(record.bytes, added.bytes)) {
        record.lastUse = added.lastUse;
        return;
      }
    }
    records.add(added);
  }

  /** Drops the least recently used records if the file would become too long. */
  private static void limit(List<Record> records) {
    records.sort(Comparator.comparingInt(record -> -record.lastUse));
    long length = CacheFile.HEADER_LENGTH;
    int kept = 0;
    while (kept < records.size()) {
      length += CacheFile.DIRECTORY_ENTRY_LENGTH + records.get(kept).bytes.length;
      if (length > CacheFile.MAX_LENGTH) {
        break;
      }
      kept++;
    }
    records.subList(kept, records.size()).clear();
    records.sort(Comparator.comparingInt(record -> record.hash));
  }

  private String temporaryName() {
    return "."
        + file.getName()
        + "-"
        + ProcessHandle.current().pid()
        + "-"
        + System.nanoTime()
        + TEMPORARY_SUFFIX;
  }

  /** Deletes the temporary files of JVMs that were killed while they wrote. */
  private static void removeStale(Path directory) throws IOException {
    long now = System.currentTimeMillis();
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(directory, ".*" + TEMPORARY_SUFFIX)) {
      for (Path one : left) {
        removeIfStale(one, now);
      }
    }
  }

  private static void removeIfStale(Path temporary, long now) {
    try {
      if (now - Files.getLastModifiedTime(temporary).toMillis() > STALE_MILLIS) {
        Files.deleteIfExists(temporary);
      }
    } catch (IOException e) {
      // The JVM that writes it has moved it in the meantime.
    }
  }

  private void write(Path temporary, List<Record> records) throws IOException {
    int directoryLength = records.size() * CacheFile.DIRECTORY_ENTRY_LENGTH;
    ByteBuffer directory = ByteBuffer.allocate(directoryLength);
    int offset = CacheFile.HEADER_LENGTH + directoryLength;
    for (Record record : records) {
      directory.putInt(record.hash).putInt(offset).putInt(record.bytes.length);
      directory.putInt(CacheFile.checksum(record.bytes, record.bytes.length));
      directory.putInt(record.lastUse);
      offset += record.bytes.length;
    }
    ByteBuffer header = ByteBuffer.allocate(CacheFile.HEADER_LENGTH);
    header.put(CacheFile.MAGIC).putInt(CacheFile.FORMAT).put(CacheFile.engineBytes(engine));
    header.putInt(records.size()).putInt(offset);
    header.putInt(CacheFile.checksum(directory.array(), directoryLength));
    header.putInt(CacheFile.checksum(header.array(), CacheFile.HEADER_LENGTH - 4));
    Set<PosixFilePermission> allowed =
        PosixFilePermissions.fromString(forAll ? "rw-r--r--" : "rw-------");
    try (OutputStream out =
        Channels.newOutputStream(
            Files.newByteChannel(
                temporary,
                EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(allowed)))) {
      // The umask may have removed some permissions.
      Files.setPosixFilePermissions(temporary, allowed);
      out.write(header.array());
      out.write(directory.array());
      for (Record record : records) {
        out.write(record.bytes);
      }
    }
  }
}
