package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.export.RegularFile;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * The sum of dead processes. It names the files that it contains and that may still be there; such
 * a file is not added again.
 */
final class Archive {
  private static final long MAGIC = 0x5443484F41524348L;
  private static final int VERSION = 2;
  private static final int HEADER = Long.BYTES + Integer.BYTES + Integer.BYTES + Long.BYTES;

  /** Grows with each archive that replaces another. */
  final long generation;

  /** The processes whose files are contained and may not be deleted yet. */
  final Set<UUID> absorbed;

  /** How many processes are contained. */
  final long processes;

  final Totals totals;

  /** The instances that have series of their own. */
  final Set<String> instances = new TreeSet<>();

  /** How many processes have lost their label {@code instance}, because there were too many. */
  long foldedInstances;

  Archive(long generation, Set<UUID> absorbed, long processes, Totals totals) {
    this.generation = generation;
    this.absorbed = absorbed;
    this.processes = processes;
    this.totals = totals;
  }

  static Archive empty(int maxSeries) {
    return new Archive(0, new HashSet<>(), 0, new Totals(maxSeries, false, 0));
  }

  /** The generation of the archive in a file; 0 if there is none, -1 if it is damaged. */
  static long generation(Path path) throws IOException {
    if (isOther(path)) {
      return -1;
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      ByteBuffer header = ByteBuffer.allocate(HEADER);
      while (header.hasRemaining() && channel.read(header) >= 0) {
        continue;
      }
      return header.hasRemaining() ? -1 : header.getLong(HEADER - Long.BYTES);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /**
   * Reads an archive; an empty one if there is none.
   *
   * @throws BadFileException if it is damaged, which no crash of a writer can cause
   */
  static Archive read(Path path, int maxSeries) throws IOException {
    if (isOther(path)) {
      throw new BadFileException("it is not a regular file");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path);
    } catch (NoSuchFileException e) {
      return empty(maxSeries);
    }
    if (bytes.length < HEADER) {
      throw new BadFileException("it is shorter than its header");
    }
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readLong() != MAGIC) {
      throw new BadFileException("it is no archive");
    }
    int version = in.readInt();
    if (version != VERSION) {
      throw new BadFileException(
          "its format has version " + version + ", and this program knows " + VERSION);
    }
    CRC32 crc = new CRC32();
    int checked = HEADER - Long.BYTES;
    crc.update(bytes, checked, bytes.length - checked);
    if (in.readInt() != (int) crc.getValue()) {
      throw new BadFileException("its checksum is wrong");
    }
    return read(in, maxSeries);
  }

  /** Whether it is a pipe, for instance, which to open would be to wait for its other end. */
  private static boolean isOther(Path path) {
    return RegularFile.isOther(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static Archive read(DataInputStream in, int maxSeries) throws IOException {
    long generation = in.readLong();
    long processes = in.readLong();
    Set<UUID> absorbed = new HashSet<>();
    for (int left = in.readInt(); left > 0; left--) {
      absorbed.add(new UUID(in.readLong(), in.readLong()));
    }
    Totals totals = new Totals(maxSeries, false, 0);
    for (int left = in.readInt(); left > 0; left--) {
      FamilyTotals family =
          totals.family(in.readUTF(), in.readUTF(), in.readByte(), GaugeMode.of(in.readByte()));
      for (int series = in.readInt(); series > 0; series--) {
        readSeries(in, family);
      }
    }
    Archive archive = new Archive(generation, absorbed, processes, totals);
    archive.foldedInstances = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      archive.instances.add(in.readUTF());
    }
    return archive;
  }

  private static void readSeries(DataInputStream in, FamilyTotals family) throws IOException {
    int labels = in.readByte();
    String[] names = new String[labels];
    String[] values = new String[labels];
    for (int i = 0; i < labels; i++) {
      names[i] = in.readUTF();
      values[i] = in.readUTF();
    }
    SeriesTotals series = family.series(new LabelSet(names, values));
    series.ticks = in.readLong();
    series.value = in.readDouble();
    series.sum = in.readDouble();
    series.isSet = in.readBoolean();
    series.time = in.readLong();
    series.expires = in.readLong();
    series.hasWindow = in.readBoolean();
    series.windowCount = in.readLong();
    series.windowSum = in.readLong();
    series.hasBuckets = in.readBoolean();
    series.bounds = readLongs(in);
    series.counts = readLongs(in);
    series.bucketSum = in.readLong();
    series.nativeCounts = readLongs(in);
    series.nativeSum = in.readLong();
  }

  /** Writes this archive to another file, which then replaces the present one. */
  void write(Path temporary, Path path, ArchiveSteps steps) throws IOException {
    byte[] bytes = bytes();
    // A new file: what is there may be a link, or belong to another user who was killed.
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      int half = bytes.length / 2;
      write(channel, bytes, 0, half);
      steps.reached(ArchiveSteps.Step.HALF_WRITTEN);
      write(channel, bytes, half, bytes.length - half);
      steps.reached(ArchiveSteps.Step.WRITTEN);
      channel.force(true);
    }
    steps.reached(ArchiveSteps.Step.SYNCED);
    Files.move(
        temporary,
        path,
        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    steps.reached(ArchiveSteps.Step.RENAMED);
    syncDirectory(path.getParent());
  }

  private static void write(FileChannel channel, byte[] bytes, int from, int length)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  /** Deleted files must not come back after a power failure while the archive does not. */
  private static void syncDirectory(@Nullable Path directory) throws IOException {
    if (directory != null) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private byte[] bytes() throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(content);
    out.writeLong(generation);
    out.writeLong(processes);
    out.writeInt(absorbed.size());
    for (UUID id : absorbed) {
      out.writeLong(id.getMostSignificantBits());
      out.writeLong(id.getLeastSignificantBits());
    }
    out.writeInt(totals.families.size());
    for (FamilyTotals family : totals.families.values()) {
      out.writeUTF(family.name);
      out.writeUTF(family.help);
      out.writeByte(family.kind);
      out.writeByte(family.mode.code());
      out.writeInt(family.series.size());
      for (Map.Entry<LabelSet, SeriesTotals> series : family.series.entrySet()) {
        writeSeries(out, series.getKey(), series.getValue());
      }
    }
    out.writeLong(foldedInstances);
    out.writeInt(instances.size());
    for (String instance : instances) {
      out.writeUTF(instance);
    }
    CRC32 crc = new CRC32();
    crc.update(content.toByteArray(), 0, content.size());
    ByteBuffer all = ByteBuffer.allocate(HEADER - Long.BYTES + content.size());
    all.putLong(MAGIC).putInt(VERSION).putInt((int) crc.getValue()).put(content.toByteArray());
    return all.array();
  }

  private static void writeSeries(DataOutputStream out, LabelSet labels, SeriesTotals series)
      throws IOException {
    out.writeByte(labels.names.length);
    for (int i = 0; i < labels.names.length; i++) {
      out.writeUTF(labels.names[i]);
      out.writeUTF(labels.values[i]);
    }
    out.writeLong(series.ticks);
    out.writeDouble(series.value);
    out.writeDouble(series.sum);
    out.writeBoolean(series.isSet);
    out.writeLong(series.time);
    out.writeLong(series.expires);
    out.writeBoolean(series.hasWindow);
    out.writeLong(series.windowCount);
    out.writeLong(series.windowSum);
    out.writeBoolean(series.hasBuckets);
    writeLongs(out, series.bounds);
    writeLongs(out, series.counts);
    out.writeLong(series.bucketSum);
    writeLongs(out, series.nativeCounts);
    out.writeLong(series.nativeSum);
  }

  private static void writeLongs(DataOutputStream out, long[] values) throws IOException {
    out.writeInt(values.length);
    for (long value : values) {
      out.writeLong(value);
    }
  }

  private static long[] readLongs(DataInputStream in) throws IOException {
    long[] values = new long[in.readInt()];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readLong();
    }
    return values;
  }
}
