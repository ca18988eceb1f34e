package dev.tachograph.bootstrap.executor;

import dev.tachograph.bootstrap.support.ProbeErrors;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Whether tasks of the application's own executors have been seen to start. An executor may hand
 * its tasks to code where no advice is: then they only wait, and its numbers are wrong. Such a
 * class is named once.
 */
final class SeenStarts {
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private static final Long SEEN = Long.MIN_VALUE;

  /** By class: when it got the first task, or {@link #SEEN}. */
  private final ConcurrentHashMap<String, Long> firstSubmissions = new ConcurrentHashMap<>();

  /** An executor of a class gets a task. */
  void submitted(String type, long now) {
    Long first = firstSubmissions.get(type);
    if (first == null) {
      firstSubmissions.putIfAbsent(type, now);
    } else if (!first.equals(SEEN) && now - first > PATIENCE) {
      ProbeErrors.note(
          "executors.include names "
              + type
              + ", but for 10 s none of its tasks has started where the agent can see it. Either it has"
              + " not begun, or it hands its tasks on, and cannot be measured");
    }
  }

  /** A task of an executor of a class starts. */
  void started(String type) {
    @Nullable Long first = firstSubmissions.get(type);
    if (first != null && !first.equals(SEEN)) {
      firstSubmissions.put(type, SEEN);
    }
  }
}
