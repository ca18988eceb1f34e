package dev.tachograph.bootstrap.executor;

import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The note of a waiting task that is held weakly. It is put into an index at most once, and claimed
 * at most once, by whichever way it was found.
 */
class WeakNote extends WeakReference<Object> {
  private static final Object CLAIMED = new Object();

  private static final AtomicReferenceFieldUpdater<WeakNote, Object> PLACE =
      AtomicReferenceFieldUpdater.newUpdater(WeakNote.class, Object.class, "place");

  final long stamp;

  /** Null in a slot, else the index that it has been put into, and in the end {@link #CLAIMED}. */
  private volatile @Nullable Object place;

  /** The next note in the same list of the index. */
  volatile @Nullable WeakNote next;

  WeakNote(Object task, long stamp) {
    super(task);
    this.stamp = stamp;
  }

  /** Whether the caller is the one to put it into that index. */
  final boolean enter(NoteIndex.Table index) {
    return PLACE.compareAndSet(this, null, index);
  }

  /** Whether the caller is the one to have it. */
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

  /** Whether the task can be neither run nor taken back any more, since nobody has it. */
  final boolean isLost() {
    return get() == null;
  }

  /** It was claimed though nobody came for the task. */
  void swept() {}
}
