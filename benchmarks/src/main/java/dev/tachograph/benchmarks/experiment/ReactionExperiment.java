package dev.tachograph.benchmarks.experiment;

import com.codahale.metrics.Clock;
import dev.tachograph.benchmarks.measure.Durations;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.ClassicBuckets;
import dev.tachograph.benchmarks.peer.ClientJava;
import dev.tachograph.benchmarks.peer.Dropwizard;
import dev.tachograph.benchmarks.peer.DurationSeries;
import dev.tachograph.benchmarks.peer.Micrometer;
import dev.tachograph.benchmarks.peer.Tachograph;
import io.prometheus.metrics.core.metrics.QuantilesOfAnyTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * How long quantiles take to show that durations have become five times as long, and then that they
 * are as before. Time is simulated.
 */
public final class ReactionExperiment {
  public static final String UP_P50 = "reaction: p50 up";
  public static final String UP_P99 = "reaction: p99 up";
  public static final String DOWN_P50 = "reaction: p50 down";
  public static final String DOWN_P99 = "reaction: p99 down";
  public static final String CURVE = "reaction: p99 over time";
  public static final String TRUTH = "true p99";

  /** Of the rates, the one whose curve is drawn. */
  public static final int CURVE_RATE = 10;

  private static final int[] RATES = {1, 10, 100, 1000};
  private static final int FACTOR = 5;
  private static final double Z99 = 2.3263;
  private static final double[] ERRORS = {0.01, 0.01, 0.005, 0.005, 0.001};
  private static final int LOOKS_IN_A_PHASE = 1200;
  private static final int CURVE_STEP_SECONDS = 4;

  /** Observations for which a quantile has to stay right. */
  private static final int SETTLED = 200;

  private static final double P50_TOLERANCE = 0.15;
  private static final double P99_TOLERANCE = 0.30;
  private static final int P99_INDEX = DurationSeries.LEVELS.length - 1;

  private long now;

  void run(Scale scale, Results results) {
    for (int rate : RATES) {
      if (scale == Scale.FULL || rate <= 100) {
        observe(rate, results);
      }
    }
  }

  /** Seconds that each of the three phases lasts. */
  private static int phaseSeconds(int rate) {
    return rate == 1 ? 1500 : 400;
  }

  private Map<String, DurationSeries> series() {
    now = 1_000_000_000_000L;
    Map<String, DurationSeries> series = new LinkedHashMap<>();
    series.put(Tachograph.QUANTILES, Tachograph.quantiles().newSeries());
    series.put(ClientJava.SUMMARY, new ClientJavaSeries());
    series.put(
        Micrometer.PERCENTILES, Micrometer.timerWithPercentiles(micrometerClock()).newSeries());
    series.put(Dropwizard.DECAYING, Dropwizard.decaying(dropwizardClock()).newSeries());
    series.put(ClassicBuckets.NAME, new ClassicBuckets(15));
    return series;
  }

  private void observe(int rate, Results results) {
    Map<String, DurationSeries> all = series();
    Map<String, Settling> settlings = new LinkedHashMap<>();
    all.keySet().forEach(name -> settlings.put(name, new Settling()));
    Random random = new Random(7);
    int perPhase = phaseSeconds(rate) * rate;
    int lookEvery = Math.max(1, perPhase / LOOKS_IN_A_PHASE);
    for (int phase = 0; phase < 3; phase++) {
      int factor = phase == 1 ? FACTOR : 1;
      for (int i = 1; i <= perPhase; i++) {
        now += 1_000_000_000L / rate;
        long nanos = Durations.next(random) * factor;
        all.values().forEach(s -> s.perform(nanos, now));
        if (i % lookEvery == 0 && phase > 0) {
          look(all, settlings, i, rate, factor);
        }
        if (rate == CURVE_RATE && i % (CURVE_STEP_SECONDS * rate) == 0) {
          draw(all, results, phase * phaseSeconds(rate) + i / rate, factor);
        }
      }
      if (phase > 0) {
        report(settlings, results, rate, phase == 1);
      }
    }
  }

  private static void look(
      Map<String, DurationSeries> all,
      Map<String, Settling> settlings,
      int observation,
      int rate,
      int factor) {
    for (Map.Entry<String, DurationSeries> entry : all.entrySet()) {
      Settling settling = settlings.get(entry.getKey());
      if (settling != null) {
        settling.look(entry.getValue().quantiles(), observation, rate, factor);
      }
    }
  }

  private static void report(
      Map<String, Settling> settlings, Results results, int rate, boolean up) {
    int jdk = InJvmExperiment.jdk();
    String unit = "s at " + rate + "/s";
    settlings.forEach(
        (name, settling) -> {
          results.add(up ? UP_P50 : DOWN_P50, name, unit, jdk, settling.p50.seconds);
          results.add(up ? UP_P99 : DOWN_P99, name, unit, jdk, settling.p99.seconds);
          settling.p50 = new Settled();
          settling.p99 = new Settled();
        });
  }

  private static void draw(
      Map<String, DurationSeries> all, Results results, int second, int factor) {
    int jdk = InJvmExperiment.jdk();
    results.add(CURVE, TRUTH, "ms at " + second + " s", jdk, trueP99(factor) / 1e6);
    all.forEach(
        (name, series) -> {
          double nanos = series.quantiles()[P99_INDEX];
          results.add(CURVE, name, "ms at " + second + " s", jdk, nanos / 1e6);
        });
  }

  private static double trueP99(int factor) {
    return factor * Durations.MEDIAN_NANOS * Math.exp(Durations.SIGMA * Z99);
  }

  /** Two quantiles of one series on their way to a new regime. */
  private static final class Settling {
    Settled p50 = new Settled();
    Settled p99 = new Settled();

    void look(double[] quantiles, int observation, int rate, int factor) {
      double trueP50 = factor * Durations.MEDIAN_NANOS;
      p50.look(Math.abs(quantiles[0] / trueP50 - 1) <= P50_TOLERANCE, observation, rate);
      p99.look(
          Math.abs(quantiles[P99_INDEX] / trueP99(factor) - 1) <= P99_TOLERANCE, observation, rate);
    }
  }

  /** When a quantile came to stay. */
  private static final class Settled {
    private int right = -1;
    private boolean settled;

    /** Infinite until it is so far. */
    double seconds = Double.POSITIVE_INFINITY;

    void look(boolean isRight, int observation, int rate) {
      if (settled) {
        return;
      }
      if (!isRight) {
        right = -1;
      } else if (right < 0) {
        right = observation;
      } else if (observation - right >= SETTLED) {
        settled = true;
        seconds = (double) right / rate;
      }
    }
  }

  private final class ClientJavaSeries implements DurationSeries {
    private final QuantilesOfAnyTime quantiles =
        new QuantilesOfAnyTime(LEVELS, ERRORS, () -> now / 1_000_000);

    @Override
    public void perform(long nanos, long end) {
      quantiles.observe(nanos);
    }

    @Override
    public double[] quantiles() {
      double[] values = new double[LEVELS.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = quantiles.get(LEVELS[i]);
      }
      return values;
    }
  }

  private io.micrometer.core.instrument.Clock micrometerClock() {
    return new io.micrometer.core.instrument.Clock() {
      @Override
      public long wallTime() {
        return now / 1_000_000;
      }

      @Override
      public long monotonicTime() {
        return now;
      }
    };
  }

  private Clock dropwizardClock() {
    return new Clock() {
      @Override
      public long getTick() {
        return now;
      }

      @Override
      public long getTime() {
        return now / 1_000_000;
      }
    };
  }
}
