package dev.tachograph.benchmarks.peer;

import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * HdrHistogram: a Recorder for any number of writers, read by intervals into a histogram that is
 * used again, as its documentation advises, up to a minute with three digits.
 */
public final class HdrHistogram {
  private static final long HIGHEST_NANOS = 60_000_000_000L;
  private static final int DIGITS = 3;

  private HdrHistogram() {}

  public static Peer recorder() {
    return new Peer("HdrHistogram Recorder, 3 digits", () -> label -> new Series());
  }

  private static final class Series implements DurationSeries {
    private final Recorder recorder = new Recorder(HIGHEST_NANOS, DIGITS);
    private @Nullable Histogram interval;

    @Override
    public void perform(long nanos, long end) {
      recorder.recordValue(nanos);
    }

    @Override
    public double[] quantiles() {
      Histogram read = recorder.getIntervalHistogram(interval);
      interval = read;
      double[] nanos = new double[LEVELS.length];
      for (int i = 0; i < nanos.length; i++) {
        nanos[i] = read.getValueAtPercentile(LEVELS[i] * 100);
      }
      return nanos;
    }
  }
}
