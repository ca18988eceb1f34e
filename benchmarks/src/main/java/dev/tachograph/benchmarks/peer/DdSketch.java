package dev.tachograph.benchmarks.peer;

import com.datadoghq.sketch.ddsketch.DDSketch;
import com.datadoghq.sketch.ddsketch.DDSketches;

/** DDSketch with 1 % relative accuracy. It is not safe for threads, hence the lock. */
public final class DdSketch {
  private DdSketch() {}

  public static Peer sketch() {
    return new Peer("DDSketch 1 %, with a lock", () -> label -> new Series());
  }

  private static final class Series implements DurationSeries {
    private final DDSketch sketch = DDSketches.unboundedDense(0.01);

    @Override
    public void perform(long nanos, long end) {
      synchronized (sketch) {
        sketch.accept(nanos);
      }
    }

    @Override
    public double[] quantiles() {
      synchronized (sketch) {
        return sketch.getValuesAtQuantiles(LEVELS);
      }
    }
  }
}
