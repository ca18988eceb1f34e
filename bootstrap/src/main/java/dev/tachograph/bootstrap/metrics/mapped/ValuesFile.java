package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The file in which a process keeps the numbers of its registry.
 *
 * <h2>Why nothing is lost</h2>
 *
 * <p>The file is mapped, so a store into it is in the kernel's page cache, and outlives the process
 * however it ends. Each number has a cell in memory, and its image in the file. A writer enters the
 * cell by compare-and-set, stores into memory and into the image, and leaves. So a record that has
 * returned is in the file. A cell with several numbers has a count in its image that is stored
 * last, and everything that a killed writer may have begun can be told from what it completed. A
 * number that is set needs no cell: the word in the file is its value.
 *
 * <h2>Room</h2>
 *
 * <p>The file consists of segments. A thread that needs room takes it from a segment by
 * compare-and-set. An application's thread never touches the file's channel: an interrupt would
 * close the channel, and with it release the lock that says that the process lives. So a thread of
 * the agent adds the next segment, as soon as the last one is half full. If a burst of new series
 * uses up the rest before, the further ones wait in a queue, recording in memory, and get their
 * places from the thread that adds the segment.
 *
 * <p>An index entry is stored after its record is complete. Entries and room that were taken and
 * not used by a killed thread are holes, which a reader skips.
 */
public final class ValuesFile {
  private final MappedAccess access;
  private final int maxSegments;
  private final AtomicReference<Segment[]> segments = new AtomicReference<>(new Segment[0]);
  private final ConcurrentLinkedQueue<FileEntry> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger families = new AtomicInteger();
  private final AtomicInteger series = new AtomicInteger();
  private final AtomicLong unplaced = new AtomicLong();
  private final AtomicBoolean growing = new AtomicBoolean();

  /** The first segment that may have room. Racy: only a hint. */
  private int open;

  private volatile boolean full;
  private volatile @Nullable Thread keeper;

  /**
   * @param maxSegments the number of segments that the file may have
   */
  public ValuesFile(MappedAccess access, int maxSegments) {
    this.access = access;
    this.maxSegments = maxSegments;
  }

  /** Sets the thread that is woken when the file needs a segment. */
  public void keptBy(Thread thread) {
    keeper = thread;
  }

  /** Orders the stores before the call before those after it, for other processes. */
  public void fence() {
    access.betweenStores();
  }

  boolean compareAndSet(ByteBuffer buffer, int at, long expected, long value) {
    return access.compareAndSet(buffer, at, expected, value);
  }

  int nextFamily() {
    return families.incrementAndGet();
  }

  int nextSeries() {
    return series.incrementAndGet();
  }

  /** How many entries are in memory only, because the file had no room for them. */
  public long unplaced() {
    return unplaced.get();
  }

  /** The number of series that have asked for a place. */
  public int seriesCount() {
    return series.get();
  }

  /** The number of segments there are; the number of the next one. */
  public int segmentCount() {
    return all().length;
  }

  /** Whether a segment is due. */
  public boolean needsSegment() {
    Segment[] present = all();
    return !full
        && (present.length == 0 || present[present.length - 1].isHalfFull() || !waiting.isEmpty());
  }

  /** Adds the next segment, and gives places to what has waited. Called by one thread at a time. */
  public void add(ByteBuffer segment) {
    segment.order(ByteOrder.LITTLE_ENDIAN);
    Segment[] present = all();
    Segment[] more = Arrays.copyOf(present, present.length + 1);
    more[present.length] = new Segment(present.length, segment);
    segments.set(more);
    full = more.length >= maxSegments;
    growing.set(false);
    placeWaiting();
  }

  /** No segment can be added any more. */
  public void closeGrowth() {
    full = true;
    placeWaiting();
  }

  /** Gives places to what has waited. */
  public void placeWaiting() {
    for (FileEntry entry = waiting.peek(); entry != null; entry = waiting.peek()) {
      if (!tryPlace(entry)) {
        if (!full) {
          return;
        }
        unplaced.incrementAndGet();
      }
      waiting.poll();
    }
  }

  /** Gives a place to an entry, at once or when the file has grown, or never if it is full. */
  public void place(FileEntry entry) {
    if (!tryPlace(entry)) {
      if (full) {
        unplaced.incrementAndGet();
      } else {
        waiting.add(entry);
        wakeKeeper();
      }
    }
  }

  private boolean tryPlace(FileEntry entry) {
    Segment[] present = all();
    for (int i = Math.min(open, present.length); i < present.length; i++) {
      if (tryPlace(entry, present[i])) {
        if (i == present.length - 1 && !full && present[i].isHalfFull()) {
          wakeKeeper();
        }
        return true;
      }
      if (i == open && i < present.length - 1) {
        open = i + 1;
      }
    }
    return false;
  }

  private boolean tryPlace(FileEntry entry, Segment segment) {
    int at = segment.allocate(entry.bytes(), entry.alignment());
    if (at == Segment.NO_ROOM) {
      return false;
    }
    int index = Segment.NO_ROOM;
    if (entry.isRecord()) {
      index = segment.allocateIndexEntry();
      if (index == Segment.NO_ROOM) {
        return false;
      }
    }
    entry.write(segment.buffer, at, segment.position + at);
    if (index != Segment.NO_ROOM) {
      fence();
      segment.buffer.putLong(index, segment.position + at);
    }
    return true;
  }

  private void wakeKeeper() {
    Thread thread = keeper;
    if (thread != null && growing.compareAndSet(false, true)) {
      LockSupport.unpark(thread);
    }
  }

  @SuppressWarnings("NullAway") // Never set to null.
  private Segment[] all() {
    return segments.get();
  }
}
