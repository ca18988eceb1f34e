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
 * Writes a file of woven classes anew: what was in it, and what has been woven since. The new file
 * takes the place of the old one in one step, so that a reader sees the one or the other. Of two
 * JVMs that write at once the later one wins; what the other has woven is woven again one day.
 */
final class CacheFileWriter {
  private static final String TEMPORARY_SUFFIX = ".woven-tmp";
  private static final long STALE_MILLIS = 60 * 60 * 1000;

  private final File file;
  private final String engine;
  private final FileTrust trust;
  private final boolean forAll;

  /**
   * @param forAll whether other users may read it
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

  /** A record and what the directory says of it. */
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
   * Adds classes to the file, which need not exist.
   *
   * @param used hashes of the classes that were taken from the file
   * @param hour the time, in hours
   * @return how many classes the file holds now
   * @throws IOException if it cannot be written; then it is what it was
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

  /** Made if need be, for the user alone. */
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

  /** What is damaged, of another version or not to be trusted is replaced. */
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
      // What could be read until then is as good as ever.
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

  /** The least recently used go first. */
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

  /** What a JVM left behind that was killed while it wrote. */
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
      // Whoever writes it has moved it away meanwhile.
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
      // The umask may have taken some away.
      Files.setPosixFilePermissions(temporary, allowed);
      out.write(header.array());
      out.write(directory.array());
      for (Record record : records) {
        out.write(record.bytes);
      }
    }
  }
}
