package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/**
 * Tasks of many executors that wait, by their identity, where the one who runs a task does not know
 * the executor that it was handed to.
 */
final class SharedNotes {
  /** The note of a task with its executor. */
  static final class SharedNote extends WeakNote {
    final ExecutorMonitor monitor;

    SharedNote(Object task, long stamp, ExecutorMonitor monitor) {
      super(task, stamp);
      this.monitor = monitor;
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

  @Nullable SharedNote take(Object task) {
    return index.isEmpty() ? null : (SharedNote) index.take(task);
  }

  /** As {@link #take(Object)}, but none that is younger than that. */
  @Nullable SharedNote take(Object task, long latest) {
    return (SharedNote) index.take(task, latest);
  }

  boolean isEmpty() {
    return index.isEmpty();
  }

  /** Tasks that were collected will not run. */
  void sweepLost() {
    if (!index.isEmpty()) {
      index.sweep(NoteSweep.LOST);
    }
  }
}
