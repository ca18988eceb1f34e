package dev.tachograph.bootstrap.executor;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * A note that holds its waiting task weakly. It is put into an index at most once, and claimed at
 * most once, whether it is found in its slot or in the index.
 */
class WeakNote extends WeakReference<Object> {
  private static final Object CLAIMED = new Object();

  private static final AtomicReferenceFieldUpdater<WeakNote, Object> PLACE =
      AtomicReferenceFieldUpdater.newUpdater(WeakNote.class, Object.class, "place");

  final long stamp;

  /** Null in a slot, then the index that holds it, and finally {@link #CLAIMED}. */
  private volatile @Nullable Object place;

  /** The next note in the same list of the index. */
  volatile @Nullable WeakNote next;

  WeakNote(Object task, long stamp) {
    super(task);
    this.stamp = stamp;
  }

  /** Returns true to the one caller that puts it into this index. */
  final boolean enter(NoteIndex.Table index) {
    return PLACE.compareAndSet(this, null, index);
  }

  /** Returns true to the one caller that gets it. */
  final boolean claim() {
    Object before;
    do {
      before = place;
      if (before == CLAIMED) {
        return false;
      }
    } while (!PLACE.compareAndSet(this, before, CLAIMED));
    if (before instanceof NoteIndex.Table) {
      ((NoteIndex.Table) before).claimed();
    }
    clear();
    return true;
  }

  final boolean isClaimed() {
    return place == CLAIMED;
  }

  /** Whether the task has been collected, so that no thread can run it or take it back. */
  final boolean isLost() {
    return get() == null;
  }

  /** A sweep claimed it. */
  void swept() {}
}
