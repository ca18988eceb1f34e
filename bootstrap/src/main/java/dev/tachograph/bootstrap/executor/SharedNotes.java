package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Notes of the waiting tasks of many executors, by identity. They are for tasks whose runner does
 * not know the executor that the task was submitted to.
 */
final class SharedNotes {
  /** The note of a task with its executor. */
  static final class SharedNote extends WeakNote {
    final ExecutorMonitor monitor;

    /** The note of the object that took the task's place. */
    private volatile @Nullable SharedNote replacement;

    SharedNote(Object task, long stamp, ExecutorMonitor monitor) {
      super(task, stamp);
      this.monitor = monitor;
    }

    /** The note that is valid now: the last in the chain of replacements. */
    SharedNote latest() {
      SharedNote latest = this;
      for (SharedNote next = this; next != null; next = next.replacement) {
        latest = next;
      }
      return latest;
    }

    @Override
    void swept() {
      monitor.addCancelled(1);
    }
  }

  private final NoteIndex index = new NoteIndex();

  SharedNote add(Object task, ExecutorMonitor monitor) {
    SharedNote note = new SharedNote(task, ExecutorMonitor.now(), monitor);
    index.put(note, task);
    return note;
  }

  /** Another object takes the place of the task, and its waiting time. */
  void replace(Object task, Object other) {
    SharedNote note = take(task);
    if (note != null) {
      SharedNote fresh = new SharedNote(other, note.stamp, note.monitor);
      note.replacement = fresh;
      index.put(fresh, other);
    }
  }

  @Nullable SharedNote take(Object task) {
    return index.isEmpty() ? null : (SharedNote) index.take(task);
  }

  /** Like {@link #take(Object)}, but no note that is younger than {@code latest}. */
  @Nullable SharedNote take(Object task, long latest) {
    return (SharedNote) index.take(task, latest);
  }

  boolean isEmpty() {
    return index.isEmpty();
  }

  /** Counts collected tasks as cancelled, because they cannot run. */
  void sweepLost() {
    if (!index.isEmpty()) {
      index.sweep(NoteSweep.LOST);
    }
  }
}
