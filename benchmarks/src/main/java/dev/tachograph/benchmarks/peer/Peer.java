package dev.tachograph.benchmarks.peer;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * A way to keep durations.
 *
 * @param name as the report has it
 * @param newFamily makes a metric without series
 */
public record Peer(String name, Supplier<Family> newFamily) {
  /** A metric, whose series differ in the value of one label. */
  public interface Family {
    /** A new series. */
    DurationSeries series(String label);
  }

  /** A series that is the only one of its metric. */
  public DurationSeries newSeries() {
    return newFamily.get().series("a");
  }

  /** Series of one metric. */
  public List<DurationSeries> newSeries(int count) {
    Family family = newFamily.get();
    return IntStream.range(0, count).mapToObj(i -> family.series("label-" + i)).toList();
  }
}
