package dev.tachograph.bootstrap.executor;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** An array in the chain of {@link WaitingTasks}, which says what must hold of it. */
final class NoteBlock {
  static final int SMALLEST = 16;
  private static final int LARGEST = 512;

  /** Replaces the task in a slot whose note was taken or moved. */
  static final Object TAKEN = new Object();

  private static final AtomicReferenceFieldUpdater<NoteBlock, NoteBlock> NEXT =
      AtomicReferenceFieldUpdater.newUpdater(NoteBlock.class, NoteBlock.class, "next");
  private static final AtomicIntegerFieldUpdater<NoteBlock> FIRST =
      AtomicIntegerFieldUpdater.newUpdater(NoteBlock.class, "first");
  private static final AtomicIntegerFieldUpdater<NoteBlock> END =
      AtomicIntegerFieldUpdater.newUpdater(NoteBlock.class, "end");

  /** A task, a {@link WeakNote} for one, {@link #TAKEN}, or null where none was put yet. */
  private final AtomicReferenceArray<@Nullable Object> tasks;

  /** Since when each waits; 0 until who puts it has come to write it. */
  private final AtomicLongArray stamps;

  /** Every slot before this one is taken; a thread that is late may set it back, no further. */
  private volatile int first;

  /** No slot before this one is empty; a thread that is late may set it back, no further. */
  private volatile int end;

  /** Null in the last block; this one itself when it has been let go of. */
  private volatile @Nullable NoteBlock next;

  /** How many slots there are in the blocks before. */
  final long before;

  NoteBlock(int length, long before) {
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
    if (content instanceof WeakNote) {
      return ((WeakNote) content).get();
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
      // Another thread has taken it, or turned it into a weak note.
      content = tasks.get(slot);
    }
    if (content instanceof WeakNote) {
      WeakNote note = (WeakNote) content;
      if (note.get() == task && note.claim()) {
        free(slot);
        return note.stamp;
      }
    }
    return WaitingTasks.ABSENT;
  }

  /** Turns the note in a slot into a weak one; null if it was taken meanwhile. */
  @Nullable WeakNote weakNote(int slot, Object found) {
    if (found instanceof WeakNote) {
      return (WeakNote) found;
    }
    WeakNote note = new WeakNote(found, stamp(slot));
    if (tasks.compareAndSet(slot, found, note)) {
      return note;
    }
    Object content = tasks.get(slot);
    return content instanceof WeakNote ? (WeakNote) content : null;
  }

  /** Takes the note in a slot if it is to go. */
  boolean sweep(int slot, Object content, NoteSweep sweep) {
    if (content instanceof WeakNote) {
      WeakNote note = (WeakNote) content;
      if (!sweep.takes(note.get()) || !note.claim()) {
        return false;
      }
      free(slot);
      return true;
    }
    return sweep.takes(content) && take(slot, content);
  }

  @Nullable NoteBlock next() {
    return next;
  }

  /** The next block, which is made if there is none. */
  NoteBlock successor() {
    NoteBlock successor = next;
    if (successor == null) {
      NoteBlock fresh = new NoteBlock(Math.min(LARGEST, length() * 2), before + length());
      successor = NEXT.compareAndSet(this, null, fresh) ? fresh : next;
    }
    return successor == null ? this : successor;
  }

  /**
   * Nothing leads here any more. It must lead nowhere else, either: an old block that has died
   * would keep all younger ones alive in generational collectors.
   */
  void leave() {
    next = this;
  }
}
