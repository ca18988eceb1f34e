package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** One mapped part of the file: a header, an index, and room for records. */
final class Segment {
  static final int NO_ROOM = -1;

  private static final int ALIGNMENT = 8;

  final ByteBuffer buffer;
  final long position;
  private final int size;
  private final int index;
  private final int indexEntries;
  private final AtomicInteger top;
  private final AtomicInteger nextEntry = new AtomicInteger();

  Segment(int number, ByteBuffer buffer) {
    this.buffer = buffer;
    position = Layout.segmentPosition(number);
    size = Layout.segmentSize(number);
    index = Layout.segmentStart(number) + Layout.SEGMENT_HEADER;
    indexEntries = Layout.indexEntries(number);
    top = new AtomicInteger(index + indexEntries * Long.BYTES);
    buffer.putLong(Layout.segmentStart(number), Layout.SEGMENT_MAGIC);
  }

  /**
   * Takes room for an entry.
   *
   * @return where it begins in the buffer
   */
  int allocate(int bytes, int alignment) {
    int aligned = Math.max(alignment, ALIGNMENT);
    while (true) {
      int before = top.get();
      int start = before + aligned - 1 & -aligned;
      long end = (long) start + bytes;
      if (end > size) {
        return NO_ROOM;
      }
      if (top.compareAndSet(before, (int) end + ALIGNMENT - 1 & -ALIGNMENT)) {
        return start;
      }
    }
  }

  /** Takes an entry of the index and returns its place in the buffer. */
  int allocateIndexEntry() {
    int entry = nextEntry.get();
    while (entry < indexEntries) {
      if (nextEntry.compareAndSet(entry, entry + 1)) {
        return index + entry * Long.BYTES;
      }
      entry = nextEntry.get();
    }
    return NO_ROOM;
  }

  boolean isHalfFull() {
    return top.get() > size / 2 || nextEntry.get() > indexEntries / 2;
  }
}
