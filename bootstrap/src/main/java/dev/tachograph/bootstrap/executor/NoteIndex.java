package dev.tachograph.bootstrap.executor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Notes by the identity of their task, for tasks that leave in another order than they came.
 *
 * <p>A table of linked lists: a note is put in front of its list, and is never moved. A claimed
 * note stays until a walk along the list passes it by; two walks at once may bring back one that a
 * third has removed, which does no harm, since it is claimed and holds no task.
 *
 * <p>A table that is full is first swept of notes whose task was collected, so that its size
 * follows the number of tasks that are there, whoever looks. If that does not help it is not
 * rebuilt: a larger one is put before it, and it is asked, too, until it is empty. It is closed
 * then, in one step with the look whether it is empty, so that nobody can put a note into a table
 * that is not asked any more.
 */
final class NoteIndex {
  private static final int SMALLEST = 256;
  private static final int GROWTH = 8;
  private static final int LARGEST = 1 << 21;

  /** Of an object with very many notes so many are looked at for the oldest. */
  private static final int OLDEST_OF = 64;

  /** Instead of the number of notes: none will ever be put here again. */
  private static final int CLOSED = Integer.MIN_VALUE;

  /** No stamp. */
  private static final long ANY = WaitingTasks.ABSENT;

  /** One size of the table. */
  static final class Table {
    private final AtomicReferenceArray<@Nullable WeakNote> lists;

    /** How many notes are here, or about to be, that are not claimed. */
    private final AtomicInteger unclaimed = new AtomicInteger();

    private final AtomicInteger sweeping = new AtomicInteger();

    /** With how many notes it is to be swept. */
    private volatile int full;

    /** The smaller table that this one was put before. */
    private volatile @Nullable Table older;

    Table(int lists, int full, @Nullable Table older) {
      this.lists = new AtomicReferenceArray<>(lists);
      this.full = full;
      this.older = older;
    }

    /** Announces a note; false if the table is closed. */
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
        for (WeakNote at = firstUnclaimed(list); at != null; at = nextUnclaimed(at)) {
          if (sweep.takes(at.get()) && at.claim()) {
            at.swept();
            swept++;
          }
        }
        firstUnclaimed(list);
      }
      return swept;
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

    /** The next smaller table, past those that have emptied. */
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
  private final AtomicReference<@Nullable Table> newest = new AtomicReference<>();

  /** Notes of collected tasks that were found when a table was full. */
  private final AtomicInteger lost = new AtomicInteger();

  NoteIndex() {
    this(SMALLEST);
  }

  /** With a size that lets a test reach every path by a few notes. */
  NoteIndex(int smallest) {
    this.smallest = smallest;
  }

  /**
   * Puts a note here.
   *
   * @return false if somebody else does, or it is claimed
   */
  boolean put(WeakNote note, Object task) {
    Table table = reserve();
    if (!note.enter(table)) {
      table.claimed();
      return false;
    }
    table.push(note, task);
    return true;
  }

  private Table reserve() {
    while (true) {
      Table present = newest.get();
      if (present != null && present.size() >= present.full) {
        present = relieve(present);
      }
      if (present != null && present.reserve()) {
        return present;
      }
      // There is none, or the one that there is was closed.
      Table older = present == null ? null : present.olderInUse();
      newest.compareAndSet(present, new Table(smallest, 2 * smallest, older));
    }
  }

  /** Makes room in a full table, or a larger one; one thread does, and others go on with this. */
  private Table relieve(Table table) {
    if (!table.sweeping.compareAndSet(0, 1)) {
      return table;
    }
    try {
      for (Table at = table; at != null; at = at.olderInUse()) {
        lost.addAndGet(at.sweep(NoteSweep.LOST));
      }
      // From now on twice as many as are there, so that to sweep costs little for each.
      int left = table.size();
      int lists = table.lists.length();
      int full = (int) Math.min(Integer.MAX_VALUE, Math.max(2L * lists, 2L * left));
      if (left <= lists || lists == LARGEST) {
        table.full = full;
        return table;
      }
      Table larger = new Table(Math.min(LARGEST, lists * GROWTH), full, table);
      if (newest.compareAndSet(table, larger)) {
        return larger;
      }
      return table;
    } finally {
      table.sweeping.set(0);
    }
  }

  /** Claims the oldest note of a task; null if there is none. */
  @Nullable WeakNote take(Object task) {
    return take(task, ANY);
  }

  /** As {@link #take(Object)}, but none that is younger than that. */
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

  /** A table that was needed once is not kept. */
  private void giveBackIfEmpty(Table table) {
    if (table.size() == 0 && table.closeIfEmpty()) {
      newest.compareAndSet(table, table.olderInUse());
    }
  }

  /** Claims what the sweep takes; tells how many, with those that were found to be lost before. */
  int sweep(NoteSweep sweep) {
    int swept = takeLost();
    for (Table at = newest.get(); at != null; at = at.olderInUse()) {
      swept += at.sweep(sweep);
    }
    return swept;
  }

  /** Notes of collected tasks that were found since this was last asked. */
  int takeLost() {
    return lost.getAndSet(0);
  }

  /** Whether there is no unclaimed note. */
  boolean isEmpty() {
    Table newest = this.newest.get();
    return newest == null || (newest.isEmpty() && newest.olderInUse() == null);
  }

  /** How many notes are unclaimed. */
  int size() {
    int size = 0;
    for (Table at = newest.get(); at != null; at = at.older) {
      size += at.size();
    }
    return size;
  }
}
