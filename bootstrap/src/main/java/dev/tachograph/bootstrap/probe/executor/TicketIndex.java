package dev.tachograph.bootstrap.probe.executor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Tickets by the identity of their task, for tasks that leave in another order than they came.
 *
 * <p>A table of linked lists: a ticket is put in front of its list, and is never moved. A claimed
 * ticket stays until a walk along the list passes it by; two walks at once may bring back one that
 * a third has removed, which does no harm, since it is claimed and holds no task. A table that is
 * full is not rebuilt: a larger one is put before it, and it is asked, too, until it is empty.
 */
final class TicketIndex {
  private static final int SMALLEST = 256;
  private static final int GROWTH = 8;
  private static final int LARGEST = 1 << 21;

  /** No stamp. */
  private static final long ANY = WaitingTasks.ABSENT;

  /** One size of the table. */
  static final class Table {
    private final AtomicReferenceArray<Ticket> lists;
    private final AtomicInteger unclaimed = new AtomicInteger();

    /** The smaller table that this one was put before. */
    private volatile @Nullable Table older;

    Table(int lists, @Nullable Table older) {
      this.lists = new AtomicReferenceArray<>(lists);
      this.older = older;
    }

    private boolean isFull() {
      return unclaimed.get() >= 2 * lists.length() && lists.length() < LARGEST;
    }

    private void put(Ticket ticket, Object task) {
      unclaimed.incrementAndGet();
      if (!ticket.enter(this)) {
        unclaimed.decrementAndGet();
        return;
      }
      int list = listOf(task);
      Ticket first;
      do {
        first = lists.get(list);
        ticket.next = first;
      } while (!lists.compareAndSet(list, first, ticket));
    }

    /** One of its tickets was claimed. */
    void claimed() {
      unclaimed.decrementAndGet();
    }

    private @Nullable Ticket take(Object task, long latest) {
      if (unclaimed.get() == 0) {
        return null;
      }
      int list = listOf(task);
      while (true) {
        Ticket oldest = null;
        for (Ticket at = firstUnclaimed(list); at != null; at = nextUnclaimed(at)) {
          if (at.get() == task
              && (latest == ANY || at.stamp - latest <= 0)
              && (oldest == null || at.stamp - oldest.stamp < 0)) {
            oldest = at;
          }
        }
        if (oldest == null || oldest.claim()) {
          return oldest;
        }
      }
    }

    private int sweep(TicketSweep sweep) {
      int swept = 0;
      for (int list = 0; list < lists.length() && unclaimed.get() > 0; list++) {
        for (Ticket at = firstUnclaimed(list); at != null; at = nextUnclaimed(at)) {
          if (sweep.takes(at.get()) && at.claim()) {
            at.swept();
            swept++;
          }
        }
        firstUnclaimed(list);
      }
      return swept;
    }

    private @Nullable Ticket firstUnclaimed(int list) {
      Ticket first = lists.get(list);
      while (first != null && first.isClaimed()) {
        lists.compareAndSet(list, first, first.next);
        first = lists.get(list);
      }
      return first;
    }

    private static @Nullable Ticket nextUnclaimed(Ticket ticket) {
      Ticket next = ticket.next;
      while (next != null && next.isClaimed()) {
        next = next.next;
        ticket.next = next;
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
      while (next != null && next.unclaimed.get() == 0) {
        next = next.older;
        older = next;
      }
      return next;
    }
  }

  private final AtomicReference<@Nullable Table> newest = new AtomicReference<>();

  /** Puts a ticket here, unless it is in an index already. */
  void put(Ticket ticket, Object task) {
    tableWithRoom().put(ticket, task);
  }

  private Table tableWithRoom() {
    while (true) {
      Table present = newest.get();
      if (present != null && !present.isFull()) {
        return present;
      }
      int lists = present == null ? SMALLEST : Math.min(LARGEST, present.lists.length() * GROWTH);
      Table fresh = new Table(lists, present);
      if (newest.compareAndSet(present, fresh)) {
        return fresh;
      }
    }
  }

  /** Claims the oldest ticket of a task; null if there is none. */
  @Nullable Ticket take(Object task) {
    return take(task, ANY);
  }

  /** As {@link #take(Object)}, but none that is younger than that. */
  @Nullable Ticket take(Object task, long latest) {
    Ticket taken = null;
    for (Table at = newest.get(); at != null && taken == null; at = at.olderInUse()) {
      taken = at.take(task, latest);
    }
    return taken;
  }

  /** Claims what the sweep takes; tells how many. */
  int sweep(TicketSweep sweep) {
    int swept = 0;
    for (Table at = newest.get(); at != null; at = at.olderInUse()) {
      swept += at.sweep(sweep);
    }
    return swept;
  }

  /** Whether there is no unclaimed ticket. */
  boolean isEmpty() {
    Table newest = this.newest.get();
    return newest == null || (newest.unclaimed.get() == 0 && newest.olderInUse() == null);
  }

  /** How many tickets are unclaimed. */
  int size() {
    int size = 0;
    for (Table at = newest.get(); at != null; at = at.older) {
      size += at.unclaimed.get();
    }
    return size;
  }
}
