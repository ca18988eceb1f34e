package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.support.WeakTable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the callbacks on one object. Many calls may return the same object, which would keep all
 * their callbacks for as long as its work lasts, and does not belong to one call.
 */
final class SharedResults {
  private static final int MAX_CALLBACKS = 64;

  private final WeakTable<AtomicInteger> callbacks = new WeakTable<>(null);

  /** Whether the object may get one more callback; {@link #remove} when that has run. */
  boolean add(Object returned) {
    AtomicInteger count = callbacks.get(returned);
    if (count == null) {
      callbacks.put(returned, new AtomicInteger(1));
      return true;
    }
    return count.incrementAndGet() <= MAX_CALLBACKS;
  }

  void remove(Object returned) {
    AtomicInteger count = callbacks.get(returned);
    if (count != null && count.decrementAndGet() == 0) {
      callbacks.remove(returned);
    }
  }
}
