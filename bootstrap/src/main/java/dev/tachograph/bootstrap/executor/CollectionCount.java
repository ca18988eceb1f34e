package dev.tachograph.bootstrap.executor;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/**
 * Counts the collections of garbage, as far as somebody asks: several between two questions count
 * once. Tasks are collected in a collection only, so it is in vain to look for lost notes twice
 * without one in between.
 *
 * <p>The JVM has no such counter that costs nothing. This class leaves an object to be collected.
 * It asks whether that has been enqueued, and not for the object itself: a collector that marks
 * while the application runs would keep an object that is asked for.
 */
class CollectionCount {
  private static final class Mark extends WeakReference<Object> {
    final int collections;

    Mark(int collections) {
      super(new Object(), new ReferenceQueue<>());
      this.collections = collections;
    }
  }

  private static final AtomicReferenceFieldUpdater<CollectionCount, Mark> LAST =
      AtomicReferenceFieldUpdater.newUpdater(CollectionCount.class, Mark.class, "last");

  /** The collections of this JVM. */
  static final CollectionCount OF_JVM = new CollectionCount();

  private volatile Mark last = new Mark(0);

  /** Changes when there was a collection since the last call. */
  int now() {
    Mark mark = last;
    if (mark.isEnqueued()) {
      LAST.compareAndSet(this, mark, new Mark(mark.collections + 1));
      mark = last;
    }
    return mark.collections;
  }
}
