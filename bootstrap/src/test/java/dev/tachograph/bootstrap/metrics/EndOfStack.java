package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import dev.tachograph.bootstrap.metrics.window.WindowSnapshot;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Records with next to no stack left, again and again: so that it ends at every call inside,
 * interpreted at first and compiled later. Uses nothing but the JDK, to run in any class loader.
 */
public final class EndOfStack implements Callable<@Nullable Object> {
  private static final int WINDOWS = 3;
  private static final int DIVES = 8;
  private static final int STACK_BYTES = 192 * 1024;
  private static final int SUCCESSES_PER_DIVE = 3;

  private int overflows;
  private int returned;
  private int returnedInDive;

  @Override
  public @Nullable Object call() throws InterruptedException {
    MetricFamily<Timer> family =
        Registries.quantiles(WINDOWS).timer("t_seconds", "help", Buckets.DEFAULT, "a");
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Runnable dives =
        () -> {
          try {
            for (int i = 0; i < WINDOWS; i++) {
              diveInto(Objects.requireNonNull(family.series("window " + i).window()));
            }
          } catch (Throwable thrown) {
            failure.set(thrown);
          }
        };
    Thread thread = new Thread(null, dives, "shallow", STACK_BYTES);
    thread.start();
    thread.join();
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new AssertionError(thrown);
    }
    return null;
  }

  private void diveInto(QuantileWindow window) {
    overflows = 0;
    returned = 0;
    for (int i = 0; i < DIVES; i++) {
      returnedInDive = 0;
      dive(window, 1_000_000);
      returned += returnedInDive;
    }
    int more = 2000;
    for (int i = 0; i < more; i++) {
      window.record(5, System.nanoTime());
    }
    WindowSnapshot snapshot = window.snapshot();
    // An error on the way out may hide that a record succeeded; none that returned may be missing.
    check(overflows > 0, "the stack did not end in a record");
    check(snapshot.count() >= returned + more, "lost: " + snapshot.count());
    check(snapshot.count() <= returned + overflows + more, "invented: " + snapshot.count());
    check(snapshot.sum() == 5 * snapshot.count(), "sum: " + snapshot.sum());
    check(snapshot.size() == window.capacity(), "size: " + snapshot.size());
    for (double quantile : snapshot.quantiles()) {
      check(quantile == 5, "torn: " + quantile);
    }
  }

  private void dive(QuantileWindow window, int depth) {
    if (depth == 0) {
      return;
    }
    try {
      dive(window, depth - 1);
    } catch (StackOverflowError bottom) {
      // From here on upwards, with a frame more each time.
    }
    if (returnedInDive < SUCCESSES_PER_DIVE) {
      try {
        window.record(5, System.nanoTime());
        returnedInDive++;
      } catch (StackOverflowError expected) {
        overflows++;
      }
    }
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }
}
