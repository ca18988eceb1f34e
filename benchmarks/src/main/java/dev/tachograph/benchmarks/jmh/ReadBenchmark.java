package dev.tachograph.benchmarks.jmh;

import dev.tachograph.benchmarks.measure.Durations;
import dev.tachograph.benchmarks.measure.Loop;
import dev.tachograph.benchmarks.peer.DurationSeries;
import dev.tachograph.benchmarks.peer.Tachograph;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading five quantiles of a full window, changed by one duration before each reading. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
@State(Scope.Thread)
public class ReadBenchmark {
  private final DurationSeries series = Tachograph.quantiles().newSeries();
  private final long[] durations = Durations.forLoop(1);
  private int next;

  @Benchmark
  public double[] changed() {
    next = (next + 1) & (Loop.DURATIONS - 1);
    series.perform(durations[next], next);
    return series.quantiles();
  }
}
