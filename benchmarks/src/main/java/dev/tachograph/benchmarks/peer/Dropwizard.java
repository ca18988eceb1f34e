package dev.tachograph.benchmarks.peer;

import com.codahale.metrics.Clock;
import com.codahale.metrics.ExponentiallyDecayingReservoir;
import com.codahale.metrics.LockFreeExponentiallyDecayingReservoir;
import com.codahale.metrics.Reservoir;
import com.codahale.metrics.SlidingWindowReservoir;
import com.codahale.metrics.Snapshot;
import com.codahale.metrics.Timer;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Dropwizard Metrics: a timer over each of the reservoirs that keep a number of values. */
public final class Dropwizard {
  public static final String SLIDING_WINDOW = "Dropwizard Timer, sliding window of 1000";
  public static final String DECAYING = "Dropwizard Timer, decaying";

  private Dropwizard() {}

  public static Peer slidingWindow() {
    return timer(SLIDING_WINDOW, () -> new SlidingWindowReservoir(1000));
  }

  public static Peer decaying() {
    return timer(DECAYING, ExponentiallyDecayingReservoir::new);
  }

  /** The same with another clock, and the size and decay that are its defaults. */
  public static Peer decaying(Clock clock) {
    return timer(DECAYING, () -> new ExponentiallyDecayingReservoir(1028, 0.015, clock));
  }

  public static Peer lockFreeDecaying() {
    return timer(
        "Dropwizard Timer, decaying, lock-free",
        () -> LockFreeExponentiallyDecayingReservoir.builder().build());
  }

  private static Peer timer(String name, Supplier<Reservoir> reservoir) {
    return new Peer(name, () -> label -> new Series(new Timer(reservoir.get())));
  }

  private static final class Series implements DurationSeries {
    private final Timer timer;

    Series(Timer timer) {
      this.timer = timer;
    }

    @Override
    public void perform(long nanos, long end) {
      timer.update(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public double[] quantiles() {
      Snapshot snapshot = timer.getSnapshot();
      double[] nanos = new double[LEVELS.length];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = snapshot.getValue(LEVELS[i]);
      }
      return nanos;
    }
  }
}
