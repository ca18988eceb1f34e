package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.nio.ByteBuffer;
import java.util.UUID;
import java.util.zip.CRC32;

/** Who writes a file, and since when. */
final class FileHeader {
  final UUID id;
  final UUID boot;
  final long pid;
  final long startMillis;

  FileHeader(UUID id, UUID boot, long pid, long startMillis) {
    this.id = id;
    this.boot = boot;
    this.pid = pid;
    this.startMillis = startMillis;
  }

  /** Writes the header to the start of a little-endian buffer. */
  void write(ByteBuffer buffer) {
    buffer.putLong(Layout.ID_AT, id.getMostSignificantBits());
    buffer.putLong(Layout.ID_AT + Long.BYTES, id.getLeastSignificantBits());
    buffer.putLong(Layout.BOOT_ID_AT, boot.getMostSignificantBits());
    buffer.putLong(Layout.BOOT_ID_AT + Long.BYTES, boot.getLeastSignificantBits());
    buffer.putLong(Layout.PID_AT, pid);
    buffer.putLong(Layout.START_AT, startMillis);
    buffer.putInt(Layout.VERSION_AT, Layout.VERSION);
    buffer.putInt(Layout.CHECKSUM_AT, checksum(buffer));
    buffer.putLong(0, Layout.MAGIC);
  }

  /** Reads the header at the start of a little-endian buffer. */
  static FileHeader read(ByteBuffer buffer) throws BadFileException {
    if (buffer.limit() < Layout.HEADER) {
      throw new BadFileException("it is shorter than a header");
    }
    if (buffer.getLong(0) != Layout.MAGIC) {
      throw new BadFileException("it is no file of values");
    }
    int version = buffer.getInt(Layout.VERSION_AT);
    if (version != Layout.VERSION) {
      throw new BadFileException(
          "its format has version " + version + ", and this program knows " + Layout.VERSION);
    }
    if (buffer.getInt(Layout.CHECKSUM_AT) != checksum(buffer)) {
      throw new BadFileException("the checksum of its header is wrong");
    }
    return new FileHeader(
        uuid(buffer, Layout.ID_AT),
        uuid(buffer, Layout.BOOT_ID_AT),
        buffer.getLong(Layout.PID_AT),
        buffer.getLong(Layout.START_AT));
  }

  private static UUID uuid(ByteBuffer buffer, int at) {
    return new UUID(buffer.getLong(at), buffer.getLong(at + Long.BYTES));
  }

  private static int checksum(ByteBuffer buffer) {
    byte[] bytes = new byte[Layout.CHECKED_END - Layout.ID_AT];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = buffer.get(Layout.ID_AT + i);
    }
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, bytes.length);
    return (int) crc.getValue();
  }
}
