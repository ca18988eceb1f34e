package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Whether tasks of the application's own executors have been seen to start. An executor may hand
 * its tasks to code where no advice is: then they only wait, and its numbers are wrong. Such a
 * class is named once.
 */
final class SeenStarts {
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  /** A task has started, or the class has been named. */
  private static final long SETTLED = Long.MIN_VALUE;

  /** By class: when it got the first task, or {@link #SETTLED}. */
  private final ConcurrentHashMap<String, AtomicLong> firstSubmissions = new ConcurrentHashMap<>();

  /** Whether {@link #submitted} wants to know of tasks of a class. */
  boolean isOpen(String type) {
    AtomicLong first = firstSubmissions.get(type);
    return first == null || first.get() != SETTLED;
  }

  /** An executor of a class gets a task. */
  void submitted(String type, long now) {
    AtomicLong known = firstSubmissions.putIfAbsent(type, new AtomicLong(now));
    if (known != null) {
      nameIfLate(type, known, now);
    }
  }

  /** The metrics are read. After the first tasks of a class, there may be no further ones. */
  void read(long now) {
    for (Map.Entry<String, AtomicLong> entry : firstSubmissions.entrySet()) {
      nameIfLate(entry.getKey(), entry.getValue(), now);
    }
  }

  private static void nameIfLate(String type, AtomicLong known, long now) {
    long first = known.get();
    if (first != SETTLED && now - first > PATIENCE && known.compareAndSet(first, SETTLED)) {
      ProbeErrors.note(
          "executors.include names "
              + type
              + ", but for 10 s none of its tasks has started where the agent can see it. Either it"
              + " has not begun, or it hands its tasks on, and cannot be measured");
    }
  }

  /** A task of an executor of a class starts. */
  void started(String type) {
    @Nullable AtomicLong first = firstSubmissions.get(type);
    if (first != null && first.get() != SETTLED) {
      first.set(SETTLED);
    }
  }
}
