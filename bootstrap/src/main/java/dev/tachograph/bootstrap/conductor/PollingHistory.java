package dev.tachograph.bootstrap.conductor;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How often polling for one task type has begun and ended.
 *
 * <p>A start after an end is a restart. Two runners that poll for one type side by side are two
 * starts and no restart.
 */
final class PollingHistory {
  /** Ends that no start has followed yet. */
  private final AtomicInteger ended = new AtomicInteger();

  /**
   * Runners by identity, and whether they still poll. An ended one is kept, since a last round of
   * it may still be under way and must not look like a start.
   */
  private final ConcurrentHashMap<Integer, Boolean> runners = new ConcurrentHashMap<>();

  /**
   * Notes that a runner polls.
   *
   * @return whether it begins to, after another has ended and no other has taken its place
   */
  boolean startedBy(Integer runner) {
    if (runners.containsKey(runner) || runners.putIfAbsent(runner, Boolean.TRUE) != null) {
      return false;
    }
    for (; ; ) {
      int ends = ended.get();
      if (ends == 0) {
        return false;
      }
      if (ended.compareAndSet(ends, ends - 1)) {
        return true;
      }
    }
  }

  void endedBy(Integer runner) {
    if (runners.replace(runner, true, false)) {
      ended.incrementAndGet();
    }
  }
}
