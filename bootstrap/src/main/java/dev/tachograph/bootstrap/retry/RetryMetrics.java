package dev.tachograph.bootstrap.retry;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import org.jspecify.annotations.Nullable;

/** The family of retries: {@code retries_total}. */
public final class RetryMetrics {
  /** An attempt after the first. */
  static final String REPEATED = "repeated";

  /** The last of several attempts failed. */
  static final String GAVE_UP = "gave_up";

  /** The last of several attempts succeeded. */
  static final String SUCCEEDED = "succeeded";

  private static volatile @Nullable RetryMetrics installed;

  private final MetricFamily<Counter> retries;

  public RetryMetrics(MetricRegistry registry) {
    retries =
        registry.counter(
            "retries_total",
            "What retry libraries did with calls that failed. outcome is repeated for each attempt"
                + " after the first, then succeeded or gave_up for how a repeated call ended; name"
                + " is the retry's own name, empty if it has none.",
            "library",
            "name",
            "outcome");
  }

  /** Connects the probe of this package. */
  public void install() {
    installed = this;
  }

  static RetryMetrics current() {
    RetryMetrics metrics = installed;
    if (metrics == null) {
      throw new IllegalStateException("woven code ran before the probes were installed");
    }
    return metrics;
  }

  void count(String library, String name, String outcome) {
    retries.series(library, name, outcome).increment();
  }
}
