package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.export.RegularFile;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The segments of another process's file. That of a living process is mapped, so that looking again
 * costs no copy. That of a dead one is copied, because nothing moves there any more.
 *
 * <p>Must never be opened for this process's own file: closing it would release the lock by which
 * others see that this process lives.
 */
final class FileView implements Closeable {
  private final Path path;
  private final FileChannel channel;
  private final List<ByteBuffer> segments = new ArrayList<>();
  private final FileHeader header;
  private boolean copied;

  private FileView(Path path, FileChannel channel) throws IOException {
    this.path = path;
    this.channel = channel;
    ByteBuffer start = ByteBuffer.allocate(Layout.HEADER).order(ByteOrder.LITTLE_ENDIAN);
    readFully(start, 0);
    start.flip();
    header = FileHeader.read(start);
  }

  /** Follows no link: it could lead to this process's own file. */
  static FileView open(Path path) throws IOException {
    if (RegularFile.isOther(path, LinkOption.NOFOLLOW_LINKS)) {
      throw new BadFileException("it is not a regular file");
    }
    FileChannel channel =
        FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      return new FileView(path, channel);
    } catch (Throwable e) {
      channel.close();
      throw e;
    }
  }

  FileHeader header() {
    return header;
  }

  Path path() {
    return path;
  }

  /**
   * Whether the process lives: whether it holds the lock on the first byte. Only a shared lock is
   * tried, so that nobody who asks is taken for the process.
   */
  boolean isAlive() throws IOException {
    try (FileLock lock = channel.tryLock(0, 1, true)) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      // Another thread of this JVM holds it: a process of a test, which lives in this JVM.
      return true;
    }
  }

  /** The segments that there are by now. */
  List<ByteBuffer> segments(boolean alive) throws IOException {
    if (copied) {
      return segments;
    }
    if (!alive) {
      segments.clear();
      copied = true;
    }
    // Before the size: the process may add segments at any moment.
    int promised = promised();
    long size = channel.size();
    for (int next = segments.size(); ; next++) {
      long position = Layout.segmentPosition(next);
      int length = Layout.segmentSize(next);
      if (position + length > size) {
        break;
      }
      ByteBuffer segment;
      if (alive) {
        segment = channel.map(FileChannel.MapMode.READ_ONLY, position, length);
      } else {
        segment = ByteBuffer.allocate(length);
        readFully(segment, position);
        segment.flip();
      }
      segment.order(ByteOrder.LITTLE_ENDIAN);
      if (segment.getLong(Layout.segmentStart(next)) != Layout.SEGMENT_MAGIC) {
        // The process is about to add it.
        break;
      }
      segments.add(segment);
    }
    if (segments.isEmpty() || promised > segments.size()) {
      throw new BadFileException("it was truncated");
    }
    return segments;
  }

  /** How many segments the file has had at least. */
  private int promised() throws IOException {
    ByteBuffer number = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    readFully(number, Layout.SEGMENTS_AT);
    return number.getInt(0);
  }

  /** Whether the file is as long as what was mapped: reading beyond would end in an error. */
  void checkLength() throws IOException {
    if (!copied && channel.size() < Layout.segmentPosition(segments.size())) {
      throw new BadFileException("it was truncated");
    }
  }

  private void readFully(ByteBuffer buffer, long position) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, position + buffer.position()) < 0) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
