package dev.tachograph.bootstrap.executor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Notes by the identity of their task, for tasks that leave in another order than they came.
 *
 * <p>The index is a table of linked lists. A note is put in front of its list and never moved. A
 * claimed note stays until a walk along the list removes it. Two concurrent walks may bring back a
 * note that a third has removed. This is harmless, because the note is claimed and holds no task.
 *
 * <p>A full table is not rebuilt. A larger one is put before it, and look-ups search both until the
 * older one is empty. It is then closed in the same step as the check that it is empty, so that no
 * thread can put a note into a table that is no longer searched.
 *
 * <p>A collected task leaves its note behind, which is larger than most tasks. So the number of
 * notes must follow the number of existing tasks, without a scrape: a heap that is full of such
 * notes has nothing else to free. After a collection, each note that is put sweeps a few lists,
 * until all have been swept once. That is a bounded number of steps for each note, and all lost
 * notes have gone before the index has grown by an eighth of its lists.
 */
final class NoteIndex {
  private static final int SMALLEST = 256;
  private static final int GROWTH = 8;
  private static final int LARGEST = 1 << 21;

  /** The number of lists that are swept for each note after a collection. */
  private static final int SWEPT_AT_ONCE = 8;

  /** For an object with very many notes, only this many are compared to find the oldest. */
  private static final int OLDEST_OF = 64;

  /** Replaces the number of notes in a closed table, which gets no more notes. */
  private static final int CLOSED = Integer.MIN_VALUE;

  /** No limit on the stamp. */
  private static final long ANY = WaitingTasks.ABSENT;

  /** One size of the table. */
  static final class Table {
    private final AtomicReferenceArray<@Nullable WeakNote> lists;

    /** The number of unclaimed notes that are here or about to come. */
    private final AtomicInteger unclaimed = new AtomicInteger();

    /** 1 while a thread sweeps a few lists. */
    private final AtomicInteger sweeping = new AtomicInteger();

    /** The collections after which the lists are being swept, or were. */
    private volatile int collections;

    /** The next list to sweep. */
    private int nextSwept;

    /** The number of lists that are still to be swept. */
    private volatile int unswept;

    /** The smaller table that this one was put before. */
    private volatile @Nullable Table older;

    Table(int lists, int collections, @Nullable Table older) {
      this.lists = new AtomicReferenceArray<>(lists);
      this.collections = collections;
      this.older = older;
    }

    /** Whether a larger table is needed, and no sweep may make it unnecessary. */
    private boolean isFull() {
      int length = lists.length();
      return unclaimed.get() >= 2 * length && length < LARGEST && unswept == 0;
    }

    /** Reserves room for a note; false if the table is closed. */
    private boolean reserve() {
      int present;
      do {
        present = unclaimed.get();
        if (present == CLOSED) {
          return false;
        }
      } while (!unclaimed.compareAndSet(present, present + 1));
      return true;
    }

    private boolean isEmpty() {
      int present = unclaimed.get();
      return present == 0 || present == CLOSED;
    }

    private boolean closeIfEmpty() {
      return unclaimed.get() == CLOSED || unclaimed.compareAndSet(0, CLOSED);
    }

    private int size() {
      return Math.max(0, unclaimed.get());
    }

    private void push(WeakNote note, Object task) {
      int list = listOf(task);
      WeakNote first;
      do {
        first = lists.get(list);
        note.next = first;
      } while (!lists.compareAndSet(list, first, note));
    }

    /** One of its notes was claimed, or will not come. */
    void claimed() {
      unclaimed.decrementAndGet();
    }

    private @Nullable WeakNote take(Object task, long latest) {
      if (isEmpty()) {
        return null;
      }
      int list = listOf(task);
      while (true) {
        WeakNote oldest = null;
        int left = OLDEST_OF;
        for (WeakNote at = firstUnclaimed(list); at != null && left > 0; at = nextUnclaimed(at)) {
          if (at.get() == task && (latest == ANY || at.stamp - latest <= 0)) {
            left--;
            if (oldest == null || at.stamp - oldest.stamp < 0) {
              oldest = at;
            }
          }
        }
        if (oldest == null || oldest.claim()) {
          return oldest;
        }
      }
    }

    private int sweep(NoteSweep sweep) {
      int swept = 0;
      for (int list = 0; list < lists.length() && !isEmpty(); list++) {
        swept += sweep(list, sweep);
      }
      return swept;
    }

    private int sweep(int list, NoteSweep sweep) {
      int swept = 0;
      for (WeakNote at = firstUnclaimed(list); at != null; at = nextUnclaimed(at)) {
        if (sweep.takes(at.get()) && at.claim()) {
          at.swept();
          swept++;
        }
      }
      if (swept > 0) {
        dropClaimed(list);
      }
      return swept;
    }

    private void dropClaimed(int list) {
      WeakNote at = firstUnclaimed(list);
      while (at != null) {
        at = nextUnclaimed(at);
      }
    }

    /**
     * Sweeps a few lists of lost notes, if there was a collection since all were swept. One thread
     * does this; others go on.
     */
    private int sweepSome(int collections) {
      if ((unswept == 0 && this.collections == collections) || !sweeping.compareAndSet(0, 1)) {
        return 0;
      }
      try {
        int left = unswept;
        if (this.collections != collections) {
          this.collections = collections;
          left = lists.length();
        }
        int swept = 0;
        for (int i = 0; i < SWEPT_AT_ONCE && left > 0; i++) {
          swept += sweep(nextSwept, NoteSweep.LOST);
          nextSwept = nextSwept + 1 & lists.length() - 1;
          left--;
        }
        unswept = left;
        return swept;
      } finally {
        sweeping.set(0);
      }
    }

    private @Nullable WeakNote firstUnclaimed(int list) {
      WeakNote first = lists.get(list);
      while (first != null && first.isClaimed()) {
        lists.compareAndSet(list, first, first.next);
        first = lists.get(list);
      }
      return first;
    }

    private static @Nullable WeakNote nextUnclaimed(WeakNote note) {
      WeakNote next = note.next;
      while (next != null && next.isClaimed()) {
        next = next.next;
        note.next = next;
      }
      return next;
    }

    private int listOf(Object task) {
      int hash = System.identityHashCode(task);
      return (hash ^ hash >>> 16) & lists.length() - 1;
    }

    /** The next smaller table that is not empty. */
    private @Nullable Table olderInUse() {
      Table next = older;
      while (next != null && next.closeIfEmpty()) {
        next = next.older;
        older = next;
      }
      return next;
    }
  }

  private final int smallest;
  private final CollectionCount collections;
  private final AtomicReference<@Nullable Table> newest = new AtomicReference<>();

  /** Notes of collected tasks that were found when others were put. */
  private final AtomicInteger lost = new AtomicInteger();

  NoteIndex() {
    this(SMALLEST, CollectionCount.OF_JVM);
  }

  /** With a size that lets a test reach every path with a few notes. */
  NoteIndex(int smallest, CollectionCount collections) {
    this.smallest = smallest;
    this.collections = collections;
  }

  /**
   * Puts a note here.
   *
   * @return false if another thread puts it, or it is claimed
   */
  boolean put(WeakNote note, Object task) {
    Table table = reserve();
    if (!note.enter(table)) {
      table.claimed();
      return false;
    }
    table.push(note, task);
    sweepSome();
    return true;
  }

  private Table reserve() {
    while (true) {
      Table present = newest.get();
      boolean full = present != null && present.isFull();
      if (present != null && !full && present.reserve()) {
        return present;
      }
      // There is no table, or it is full or closed.
      int lists = present != null && full ? present.lists.length() * GROWTH : smallest;
      Table older = present == null ? null : full ? present : present.olderInUse();
      newest.compareAndSet(present, new Table(Math.min(LARGEST, lists), collections.now(), older));
    }
  }

  /** Sweeps a few lists of each table. */
  private void sweepSome() {
    int now = collections.now();
    int swept = 0;
    for (Table at = newest.get(); at != null; at = at.olderInUse()) {
      swept += at.sweepSome(now);
    }
    if (swept > 0) {
      lost.addAndGet(swept);
    }
  }

  /** Claims the oldest note of a task; null if there is none. */
  @Nullable WeakNote take(Object task) {
    return take(task, ANY);
  }

  /** Like {@link #take(Object)}, but no note that is younger than {@code latest}. */
  @Nullable WeakNote take(Object task, long latest) {
    Table first = newest.get();
    WeakNote taken = null;
    for (Table at = first; at != null && taken == null; at = at.olderInUse()) {
      taken = at.take(task, latest);
    }
    if (taken != null && first != null && first.lists.length() > smallest) {
      giveBackIfEmpty(first);
    }
    return taken;
  }

  /** Drops a large table when it is empty. */
  private void giveBackIfEmpty(Table table) {
    if (table.size() == 0 && table.closeIfEmpty()) {
      newest.compareAndSet(table, table.olderInUse());
    }
  }

  /**
   * Claims the notes that the sweep takes. Returns their number, including lost ones found before.
   */
  int sweep(NoteSweep sweep) {
    int swept = takeLost();
    for (Table at = newest.get(); at != null; at = at.olderInUse()) {
      swept += at.sweep(sweep);
    }
    return swept;
  }

  /** The number of notes of collected tasks found since the last call. */
  int takeLost() {
    return lost.getAndSet(0);
  }

  /** Whether there is no unclaimed note. */
  boolean isEmpty() {
    Table newest = this.newest.get();
    return newest == null || (newest.isEmpty() && newest.olderInUse() == null);
  }

  /** The number of unclaimed notes. */
  int size() {
    int size = 0;
    for (Table at = newest.get(); at != null; at = at.older) {
      size += at.size();
    }
    return size;
  }
}
