package dev.tachograph.benchmarks.peer;

import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.metrics.window.QuantileWindow;

/** This project: the timer that probes record into, with each of its distributions. */
public final class Tachograph {
  /** What the agent does unless it is told otherwise. */
  public static final String QUANTILES = "Tachograph";

  private static final double[] BUCKETS = {.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10};

  private Tachograph() {}

  public static Peer quantiles() {
    return new Peer(QUANTILES, () -> family(Distribution.QUANTILES));
  }

  public static Peer histogram() {
    return new Peer("Tachograph, histogram", () -> family(Distribution.HISTOGRAM));
  }

  public static Peer nativeHistogram() {
    return new Peer("Tachograph, native histogram", () -> family(Distribution.NATIVE));
  }

  /** A registry with the defaults of the configuration and this distribution. */
  public static MetricRegistry registry(Distribution distribution) {
    return new MetricRegistry(QuantileWindow.DEFAULT_CAPACITY, 1000, policy(distribution));
  }

  /** Keeps all timers alike. */
  public static TimerPolicy policy(Distribution distribution) {
    return new TimerPolicy() {
      @Override
      public Distribution distribution(String family) {
        return distribution;
      }

      @Override
      public double[] buckets(String family, double[] defaults) {
        return defaults;
      }
    };
  }

  private static Peer.Family family(Distribution distribution) {
    MetricFamily<Timer> timers =
        registry(distribution).timer("work_seconds", "Work.", BUCKETS, "kind");
    return label -> new Series(timers.series(label));
  }

  private static final class Series implements DurationSeries {
    private final Timer timer;

    Series(Timer timer) {
      this.timer = timer;
    }

    @Override
    public void perform(long nanos, long end) {
      timer.record(nanos, end);
    }

    @Override
    public double[] quantiles() {
      QuantileWindow window = timer.window();
      return window == null ? new double[0] : window.snapshot().quantiles();
    }
  }
}
