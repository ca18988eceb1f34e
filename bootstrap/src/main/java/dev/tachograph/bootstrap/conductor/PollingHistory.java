package dev.tachograph.bootstrap.conductor;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts how often polling for one task type has begun and ended.
 *
 * <p>A start after an end is a restart. If two runners poll for one type side by side, that is two
 * starts and no restart.
 */
final class PollingHistory {
  /** Ends without a later start so far. */
  private final AtomicInteger ended = new AtomicInteger();

  /**
   * Runners by identity, and whether they still poll. Ended runners stay here, because their last
   * round may still run and must not look like a start.
   */
  private final ConcurrentHashMap<Integer, Boolean> runners = new ConcurrentHashMap<>();

  /**
   * Notes that a runner polls.
   *
   * @return whether this is a restart: the runner is new, and replaces one that has ended
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
