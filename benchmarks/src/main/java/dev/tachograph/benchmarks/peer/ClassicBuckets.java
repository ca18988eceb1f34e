package dev.tachograph.benchmarks.peer;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A classic histogram with the usual buckets as a dashboard shows it: {@code histogram_quantile(q,
 * rate(..._bucket[1m]))} over scrapes every 15 seconds. Times are those that are handed in.
 */
public final class ClassicBuckets implements DurationSeries {
  public static final String NAME = "classic histogram, histogram_quantile over 1 minute";

  private static final double[] BOUNDS_SECONDS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int SCRAPES_IN_RANGE = 4;

  private final long scrapeNanos;
  private final long[] counts = new long[BOUNDS_SECONDS.length + 1];
  private final Deque<long[]> scrapes = new ArrayDeque<>();
  private @Nullable Long nextScrape;

  /**
   * @param scrapeSeconds 15, or 0 to see all observations at any time
   */
  public ClassicBuckets(int scrapeSeconds) {
    scrapeNanos = scrapeSeconds * 1_000_000_000L;
  }

  @Override
  public void perform(long nanos, long end) {
    scrapeIfDue(end);
    int bucket = 0;
    while (bucket < BOUNDS_SECONDS.length && nanos / NANOS_PER_SECOND > BOUNDS_SECONDS[bucket]) {
      bucket++;
    }
    counts[bucket]++;
  }

  private void scrapeIfDue(long now) {
    if (scrapeNanos == 0) {
      return;
    }
    if (nextScrape == null) {
      nextScrape = now;
    }
    while (now >= nextScrape) {
      scrapes.addLast(counts.clone());
      nextScrape += scrapeNanos;
      if (scrapes.size() > SCRAPES_IN_RANGE + 1) {
        scrapes.removeFirst();
      }
    }
  }

  @Override
  public double[] quantiles() {
    long[] from = scrapes.isEmpty() ? new long[counts.length] : scrapes.getFirst();
    long[] to = scrapes.isEmpty() ? counts : scrapes.getLast();
    long[] difference = new long[counts.length];
    long total = 0;
    for (int i = 0; i < counts.length; i++) {
      difference[i] = to[i] - from[i];
      total += difference[i];
    }
    double[] nanos = new double[LEVELS.length];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = NANOS_PER_SECOND * histogramQuantile(difference, total, LEVELS[i]);
    }
    return nanos;
  }

  /** As Prometheus does it: linear within the bucket. */
  private static double histogramQuantile(long[] buckets, long total, double level) {
    double rank = level * total;
    long below = 0;
    for (int i = 0; i < BOUNDS_SECONDS.length; i++) {
      if (buckets[i] > 0 && below + buckets[i] >= rank) {
        double lower = i == 0 ? 0 : BOUNDS_SECONDS[i - 1];
        return lower + (BOUNDS_SECONDS[i] - lower) * (rank - below) / buckets[i];
      }
      below += buckets[i];
    }
    return total == 0 ? Double.NaN : BOUNDS_SECONDS[BOUNDS_SECONDS.length - 1];
  }
}
