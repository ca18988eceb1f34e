package dev.tachograph.bootstrap.probe.executor;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Since when each task of one executor has been waiting, by the identity of the task.
 *
 * <p>A task cannot carry the time itself: it may be an object of any class, a lambda among them,
 * may be handed in many times over, and must not be wrapped. A hash table of all waiting tasks
 * would do, but the identity hash alone costs about as much as everything else that is measured.
 * What helps is that nearly every executor runs its tasks in about the order in which they came. So
 * they are noted in that order, in a chain of arrays, and a task that leaves is looked for from the
 * front, where it is found among the first few. If it is not, then the tasks that it has overtaken
 * are moved to an index by identity, each once, so that a queue in another order costs a hash
 * look-up per task, and no search is ever long.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li><b>Each note is taken once</b>: by replacing the task in its slot, or by claiming its
 *       ticket. A task that was handed in twice has two notes; the older one is taken first unless
 *       only that was overtaken.
 *   <li><b>A note that is there is found</b>: it is in its slot until it is in the index, and the
 *       index is asked once more after the last slot. While a task is moved both places lead to the
 *       same ticket.
 *   <li><b>No task is kept</b>: a slot lets go of its task when the note is taken. What waits for
 *       long is held {@linkplain #weaken weakly}, so that a task which the application has taken
 *       out of the queue by itself can be collected; {@link #sweep} then finds its note.
 *   <li><b>Nobody waits</b>: slots are handed out by an increment and everything else is
 *       compare-and-set; a thread that stops anywhere holds up no other.
 * </ul>
 */
final class WaitingTasks {
  /** What {@link #take} answers for a task that has no note. */
  static final long ABSENT = 0;

  private static final AtomicReferenceFieldUpdater<WaitingTasks, Segment> LAST =
      AtomicReferenceFieldUpdater.newUpdater(WaitingTasks.class, Segment.class, "last");

  /** Replaces the task in a slot whose note was taken or moved. */
  private static final Object TAKEN = new Object();

  /** How many slots are looked at before order is given up. */
  static final int NEAR = 64;

  /** An array of the chain. */
  private static final class Segment {
    private static final int SMALLEST = 16;
    private static final int LARGEST = 512;
    private static final AtomicReferenceFieldUpdater<Segment, Segment> NEXT =
        AtomicReferenceFieldUpdater.newUpdater(Segment.class, Segment.class, "next");
    private static final AtomicIntegerFieldUpdater<Segment> FIRST =
        AtomicIntegerFieldUpdater.newUpdater(Segment.class, "first");

    /** A task, a {@link Ticket} for one, {@link #TAKEN}, or null where it is yet to be put. */
    final AtomicReferenceArray<Object> tasks;

    final long[] stamps;

    /** Slots handed out, and more when it is full. */
    final AtomicInteger handedOut = new AtomicInteger();

    /** Every slot before this one is taken; a thread that is late may set it back, no further. */
    volatile int first;

    volatile @Nullable Segment next;

    /** How many slots there are in the segments before. */
    final long before;

    Segment(int length, long before) {
      tasks = new AtomicReferenceArray<>(length);
      stamps = new long[length];
      this.before = before;
    }

    int length() {
      return stamps.length;
    }

    /** How many slots may hold something. */
    int used() {
      return Math.min(handedOut.get(), stamps.length);
    }

    /** Without a fence, which would cost as much as taking the note: seen late, it costs a look. */
    void beginAt(int slot) {
      FIRST.lazySet(this, slot);
    }

    Segment successor() {
      Segment successor = next;
      if (successor == null) {
        Segment fresh = new Segment(Math.min(LARGEST, length() * 2), before + length());
        successor = NEXT.compareAndSet(this, null, fresh) ? fresh : next;
      }
      return successor == null ? this : successor;
    }
  }

  private final boolean weak;
  private volatile Segment head;
  private volatile Segment last;
  private final TicketIndex index = new TicketIndex();

  /** Notes of collected tasks that were found on the way. */
  private final AtomicInteger lost = new AtomicInteger();

  /**
   * @param weak whether tasks are held weakly from the start, because what holds the notes is not
   *     collected with the executor
   */
  WaitingTasks(boolean weak) {
    this.weak = weak;
    head = new Segment(Segment.SMALLEST, 0);
    last = head;
  }

  /**
   * Notes that a task waits.
   *
   * @param stamp {@link System#nanoTime()}, never 0
   */
  void add(Object task, long stamp) {
    Object content = weak ? new Ticket(task, stamp) : task;
    while (true) {
      Segment segment = last;
      int slot = segment.handedOut.get();
      if (slot < segment.length()) {
        slot = segment.handedOut.getAndIncrement();
      }
      if (slot < segment.length()) {
        segment.stamps[slot] = stamp;
        segment.tasks.lazySet(slot, content);
        return;
      }
      LAST.compareAndSet(this, segment, segment.successor());
    }
  }

  /**
   * Takes the note of a task that waits no longer.
   *
   * @return since when it waited, or {@link #ABSENT}
   */
  long take(Object task) {
    Segment front = head;
    int slot = front.first;
    if (slot < front.length()
        && front.tasks.get(slot) == task
        && front.tasks.compareAndSet(slot, task, TAKEN)) {
      front.beginAt(slot + 1);
      return front.stamps[slot];
    }
    return takeFromBehind(task);
  }

  private long takeFromBehind(Object task) {
    // Asked before the search, which lets go of what is taken at the front.
    boolean hasMore = isLongerThan(NEAR);
    long stamp = search(task, NEAR, false);
    if (stamp == ABSENT) {
      stamp = takeFromIndex(task);
    }
    if (stamp == ABSENT && hasMore) {
      stamp = search(task, Integer.MAX_VALUE, true);
      if (stamp == ABSENT) {
        stamp = takeFromIndex(task);
      }
    }
    return stamp;
  }

  /**
   * Looks along the slots from the front.
   *
   * @param limit how many slots to look at
   * @param move whether the tasks on the way go to the index
   */
  private long search(Object task, int limit, boolean move) {
    int left = limit;
    for (Segment segment = firstSegment(); segment != null; segment = segment.next) {
      int used = segment.used();
      int start = segment.first;
      boolean allTaken = true;
      for (int slot = start; slot < used; slot++) {
        if (left-- == 0) {
          return ABSENT;
        }
        Object content = segment.tasks.get(slot);
        if (content != TAKEN) {
          long stamp = content == null ? ABSENT : takeIfOf(task, segment, slot, content);
          if (stamp != ABSENT) {
            if (allTaken) {
              segment.beginAt(slot + 1);
            }
            return stamp;
          }
          if (!move || content == null || !moveToIndex(segment, slot, content)) {
            allTaken = false;
          }
        } else if (allTaken) {
          segment.beginAt(slot + 1);
        }
      }
    }
    return ABSENT;
  }

  private static long takeIfOf(Object task, Segment segment, int slot, Object found) {
    Object content = found;
    if (content == task) {
      if (segment.tasks.compareAndSet(slot, content, TAKEN)) {
        return segment.stamps[slot];
      }
      // Another thread has taken it, or turned it into a ticket.
      content = segment.tasks.get(slot);
    }
    if (content instanceof Ticket) {
      Ticket ticket = (Ticket) content;
      if (ticket.get() == task && ticket.claim()) {
        segment.tasks.lazySet(slot, TAKEN);
        return ticket.stamp;
      }
    }
    return ABSENT;
  }

  /** Whether the slot is free now. */
  private boolean moveToIndex(Segment segment, int slot, Object content) {
    Ticket ticket = ticketIn(segment, slot, content);
    if (ticket == null) {
      return true;
    }
    Object task = ticket.get();
    if (task != null) {
      index.put(ticket, task);
    } else if (ticket.claim()) {
      lost.incrementAndGet();
    }
    segment.tasks.lazySet(slot, TAKEN);
    return true;
  }

  /** Turns the task in a slot into a ticket; null if its note was taken meanwhile. */
  private static @Nullable Ticket ticketIn(Segment segment, int slot, Object content) {
    if (content instanceof Ticket) {
      return (Ticket) content;
    }
    Ticket ticket = new Ticket(content, segment.stamps[slot]);
    return segment.tasks.compareAndSet(slot, content, ticket) ? ticket : null;
  }

  private long takeFromIndex(Object task) {
    Ticket ticket = index.take(task);
    return ticket == null ? ABSENT : ticket.stamp;
  }

  /** Lets go of the segments at the front in which everything is taken. */
  private Segment firstSegment() {
    Segment segment = head;
    Segment next = segment.next;
    while (segment.first == segment.length() && next != null) {
      segment = next;
      next = segment.next;
      head = segment;
    }
    return segment;
  }

  private boolean isLongerThan(int slots) {
    int length = 0;
    for (Segment segment = head; segment != null && length <= slots; segment = segment.next) {
      length += segment.used() - segment.first;
    }
    return length > slots;
  }

  /** How many notes have been made; a moment later there may be more. */
  long added() {
    Segment segment = last;
    return segment.before + segment.used();
  }

  /** How many tasks wait. Looks at all of them. */
  int size() {
    int size = index.size();
    for (Segment segment = firstSegment(); segment != null; segment = segment.next) {
      for (int slot = segment.first; slot < segment.used(); slot++) {
        Object content = segment.tasks.get(slot);
        if (content != TAKEN && content != null) {
          size++;
        }
      }
    }
    return size;
  }

  /** From now on holds weakly whatever is waiting. */
  void weaken() {
    for (Segment segment = firstSegment(); segment != null; segment = segment.next) {
      for (int slot = segment.first; slot < segment.used(); slot++) {
        Object content = segment.tasks.get(slot);
        if (content != TAKEN && content != null) {
          ticketIn(segment, slot, content);
        }
      }
    }
  }

  /**
   * Takes the notes that are to go; tells how many there were.
   *
   * <p>A note of a task that is held strongly is of no collected one.
   */
  int sweep(TicketSweep sweep) {
    int swept = lost.getAndSet(0) + index.sweep(sweep);
    for (Segment segment = firstSegment(); segment != null; segment = segment.next) {
      for (int slot = segment.first; slot < segment.used(); slot++) {
        Object content = segment.tasks.get(slot);
        if (content != TAKEN && content != null && sweepSlot(segment, slot, content, sweep)) {
          swept++;
        }
      }
    }
    return swept;
  }

  private static boolean sweepSlot(Segment segment, int slot, Object content, TicketSweep sweep) {
    if (content instanceof Ticket) {
      Ticket ticket = (Ticket) content;
      if (!sweep.takes(ticket.get()) || !ticket.claim()) {
        return false;
      }
      segment.tasks.lazySet(slot, TAKEN);
      return true;
    }
    return sweep.takes(content) && segment.tasks.compareAndSet(slot, content, TAKEN);
  }
}
