package dev.tachograph.benchmarks.peer;

import java.util.concurrent.atomic.LongAdder;

/** What everything is held against: the JDK's own counter, its clock, and nothing at all. */
public final class Baselines {
  public static final String LONG_ADDER = "LongAdder.increment";
  public static final String TWO_CLOCK_READINGS = "two System.nanoTime()";
  public static final String NOTHING = "nothing";

  private Baselines() {}

  public static Peer longAdder() {
    return new Peer(LONG_ADDER, () -> label -> new Adder());
  }

  public static Peer twoClockReadings() {
    return new Peer(TWO_CLOCK_READINGS, () -> label -> new TwoReadings());
  }

  public static Peer nothing() {
    return new Peer(NOTHING, () -> label -> new Nothing());
  }

  private static final class Adder implements DurationSeries {
    private final LongAdder adder = new LongAdder();

    @Override
    public void perform(long nanos, long end) {
      adder.increment();
    }
  }

  private static final class TwoReadings implements DurationSeries {
    @SuppressWarnings("unused") // Written so that the readings are not optimized away.
    private long difference;

    @Override
    public void perform(long nanos, long end) {
      long start = System.nanoTime();
      difference = System.nanoTime() - start;
    }
  }

  private static final class Nothing implements DurationSeries {
    @Override
    public void perform(long nanos, long end) {
      // That is it.
    }
  }
}
