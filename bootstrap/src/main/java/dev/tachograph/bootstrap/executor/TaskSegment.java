package dev.tachograph.bootstrap.executor;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** An array in the chain of {@link WaitingTasks}, which says what must hold of it. */
final class TaskSegment {
  static final int SMALLEST = 16;
  private static final int LARGEST = 512;

  /** Replaces the task in a slot whose note was taken or moved. */
  static final Object TAKEN = new Object();

  private static final AtomicReferenceFieldUpdater<TaskSegment, TaskSegment> NEXT =
      AtomicReferenceFieldUpdater.newUpdater(TaskSegment.class, TaskSegment.class, "next");
  private static final AtomicIntegerFieldUpdater<TaskSegment> FIRST =
      AtomicIntegerFieldUpdater.newUpdater(TaskSegment.class, "first");
  private static final AtomicIntegerFieldUpdater<TaskSegment> END =
      AtomicIntegerFieldUpdater.newUpdater(TaskSegment.class, "end");

  /** A task, a {@link Ticket} for one, {@link #TAKEN}, or null where none was put yet. */
  private final AtomicReferenceArray<@Nullable Object> tasks;

  /** Since when each waits; 0 until who puts it has come to write it. */
  private final AtomicLongArray stamps;

  /** Every slot before this one is taken; a thread that is late may set it back, no further. */
  private volatile int first;

  /** No slot before this one is empty; a thread that is late may set it back, no further. */
  private volatile int end;

  /** Null in the last segment; this one itself when it has been let go of. */
  private volatile @Nullable TaskSegment next;

  /** How many slots there are in the segments before. */
  final long before;

  TaskSegment(int length, long before) {
    tasks = new AtomicReferenceArray<>(length);
    stamps = new AtomicLongArray(length);
    this.before = before;
  }

  int length() {
    return tasks.length();
  }

  int first() {
    return first;
  }

  /** Without a fence, which would cost as much as taking the note: seen late, it costs a look. */
  void beginAt(int slot) {
    FIRST.lazySet(this, slot);
  }

  @Nullable Object get(int slot) {
    return tasks.get(slot);
  }

  /** Puts a task into the first empty slot; false if there is none. */
  boolean put(Object content, long stamp) {
    for (int slot = end; slot < tasks.length(); slot++) {
      if (tasks.get(slot) == null && tasks.compareAndSet(slot, null, content)) {
        stamps.lazySet(slot, stamp);
        END.lazySet(this, slot + 1);
        return true;
      }
    }
    return false;
  }

  /** How many slots are in use or were. */
  int used() {
    int slot = end;
    while (slot < tasks.length() && tasks.get(slot) != null) {
      slot++;
    }
    return slot;
  }

  /** Takes the note of a task that is in its slot as such. */
  boolean take(int slot, Object task) {
    return tasks.compareAndSet(slot, task, TAKEN);
  }

  /**
   * Since when the task in a slot waits. Who puts it may be about to write that, if the same object
   * is handed in by somebody else, too, or overtaken in that moment: then since now.
   */
  long stamp(int slot) {
    long stamp = stamps.get(slot);
    return stamp == WaitingTasks.ABSENT ? ExecutorMonitor.now() : stamp;
  }

  /** The note in a slot has been taken or moved. */
  void free(int slot) {
    tasks.lazySet(slot, TAKEN);
  }

  /** The task that waits in a slot; null if there is none, or it was collected. */
  @Nullable Object taskIn(int slot) {
    Object content = tasks.get(slot);
    if (content instanceof Ticket) {
      return ((Ticket) content).get();
    }
    return content == TAKEN ? null : content;
  }

  /** Takes the note in a slot if it is of that task. */
  long takeIfOf(Object task, int slot, Object found) {
    Object content = found;
    if (content == task) {
      if (take(slot, task)) {
        return stamp(slot);
      }
      // Another thread has taken it, or turned it into a ticket.
      content = tasks.get(slot);
    }
    if (content instanceof Ticket) {
      Ticket ticket = (Ticket) content;
      if (ticket.get() == task && ticket.claim()) {
        free(slot);
        return ticket.stamp;
      }
    }
    return WaitingTasks.ABSENT;
  }

  /** Turns the task in a slot into a ticket; null if its note was taken meanwhile. */
  @Nullable Ticket ticket(int slot, Object found) {
    if (found instanceof Ticket) {
      return (Ticket) found;
    }
    Ticket ticket = new Ticket(found, stamp(slot));
    if (tasks.compareAndSet(slot, found, ticket)) {
      return ticket;
    }
    Object content = tasks.get(slot);
    return content instanceof Ticket ? (Ticket) content : null;
  }

  /** Takes the note in a slot if it is to go. */
  boolean sweep(int slot, Object content, TicketSweep sweep) {
    if (content instanceof Ticket) {
      Ticket ticket = (Ticket) content;
      if (!sweep.takes(ticket.get()) || !ticket.claim()) {
        return false;
      }
      free(slot);
      return true;
    }
    return sweep.takes(content) && take(slot, content);
  }

  @Nullable TaskSegment next() {
    return next;
  }

  /** The next segment, which is made if there is none. */
  TaskSegment successor() {
    TaskSegment successor = next;
    if (successor == null) {
      TaskSegment fresh = new TaskSegment(Math.min(LARGEST, length() * 2), before + length());
      successor = NEXT.compareAndSet(this, null, fresh) ? fresh : next;
    }
    return successor == null ? this : successor;
  }

  /**
   * Nothing leads here any more. It must lead nowhere else, either: an old segment that has died
   * would keep all younger ones alive in generational collectors.
   */
  void leave() {
    next = this;
  }
}
