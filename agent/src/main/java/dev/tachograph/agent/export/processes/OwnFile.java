package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import dev.tachograph.bootstrap.metrics.mapped.MappedAccess;
import dev.tachograph.bootstrap.metrics.mapped.ValuesFile;
import java.io.Closeable;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The file of this process. Its first byte is locked as long as the process lives, and the kernel
 * releases the lock however it ends.
 */
public final class OwnFile implements Closeable {
  private static final VarHandle LONGS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int ZEROS = 1 << 16;

  /** More would be half a terabyte. */
  private static final int MAX_SEGMENTS = 1 << 16;

  private final FileChannel channel;
  private final Path path;
  private final ValuesFile values;
  private final FileHeader header;

  /** The segments as a reader sees them. */
  private final List<ByteBuffer> segments = new CopyOnWriteArrayList<>();

  private boolean cannotGrow;

  private OwnFile(FileChannel channel, Path path, FileHeader header, int maxSegments) {
    this.channel = channel;
    this.path = path;
    this.header = header;
    this.values =
        new ValuesFile(
            new MappedAccess() {
              @Override
              public void betweenStores() {
                VarHandle.releaseFence();
              }

              @Override
              public boolean compareAndSet(ByteBuffer buffer, int at, long expected, long value) {
                return LONGS.compareAndSet(buffer, at, expected, value);
              }
            },
            maxSegments);
  }

  /** Makes and locks the file. It appears under its name when it is complete. */
  static OwnFile create(DirectoryFiles files, ProcessOptions options) throws IOException {
    FileHeader header =
        new FileHeader(
            UUID.randomUUID(),
            DirectoryFiles.bootId(),
            ProcessHandle.current().pid(),
            System.currentTimeMillis());
    Path temporary = files.newValues(header.id);
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock(0, 1, false);
      if (lock == null) {
        throw new IOException("another process has locked " + temporary);
      }
      OwnFile own =
          new OwnFile(channel, files.values(header.id), header, segments(options.maxFile));
      own.addSegment();
      if (options.instance != null) {
        own.values.place(new InstanceRecord(options.instance));
      }
      Files.move(temporary, own.path, StandardCopyOption.ATOMIC_MOVE);
      return own;
    } catch (Throwable e) {
      channel.close();
      Files.deleteIfExists(temporary);
      throw e;
    }
  }

  private static int segments(long maxBytes) {
    int segments = 1;
    while (segments < MAX_SEGMENTS && Layout.segmentPosition(segments + 1) <= maxBytes) {
      segments++;
    }
    return segments;
  }

  /**
   * Adds segments as long as one is due: when the last is half full, or new series wait for a
   * place. Called by threads of the agent, which cannot be interrupted.
   */
  synchronized void growIfDue() {
    try {
      while (!cannotGrow && values.needsSegment()) {
        addSegment();
      }
    } catch (IOException | OutOfMemoryError e) {
      cannotGrow = true;
      values.closeGrowth();
      AgentLog.error(path + " cannot grow; numbers of further series are in memory only: " + e);
    }
  }

  private void addSegment() throws IOException {
    int number = segments.size();
    long position = Layout.segmentPosition(number);
    int size = Layout.segmentSize(number);
    // Written, so that the disk has the room: a store into a page that it has no room for would
    // fail in the application's thread.
    ByteBuffer zeros = ByteBuffer.allocate(Math.min(size, ZEROS));
    for (long end = position + size, at = position; at < end; ) {
      zeros.clear();
      zeros.limit((int) Math.min(zeros.capacity(), end - at));
      at += channel.write(zeros, at);
    }
    ByteBuffer segment = channel.map(FileChannel.MapMode.READ_WRITE, position, size);
    segment.order(ByteOrder.LITTLE_ENDIAN);
    if (number == 0) {
      header.write(segment);
    }
    values.add(segment);
    segments.add(segment);
    segments.get(0).putInt(Layout.SEGMENTS_AT, segments.size());
  }

  /** The registry's side of the file. */
  public ValuesFile values() {
    return values;
  }

  FileHeader header() {
    return header;
  }

  /** The segments, for reading: the file itself must not be opened a second time. */
  List<ByteBuffer> segments() {
    return segments;
  }

  Path path() {
    return path;
  }

  /** Whether the file is where it was made. */
  boolean isInPlace() {
    return Files.exists(path);
  }

  /** From now on, this process counts as dead. */
  @Override
  public void close() throws IOException {
    growIfDue();
    channel.close();
  }
}
