package dev.tachograph.benchmarks.jmh;

import dev.tachograph.benchmarks.measure.Durations;
import dev.tachograph.benchmarks.measure.Loop;
import dev.tachograph.benchmarks.peer.DurationSeries;
import dev.tachograph.benchmarks.peer.Peer;
import dev.tachograph.benchmarks.peer.Peers;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** Recording one duration in one series, by one thread and by two. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 10, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Fork(3)
public class RecordBenchmark {
  /** One series that all threads share. */
  @State(Scope.Benchmark)
  @SuppressWarnings("NullAway.Init") // JMH sets the fields.
  public static class SharedSeries {
    @Param({
      "Tachograph",
      "LongAdder.increment",
      "client_java Summary, quantiles",
      "Micrometer Timer, percentiles",
      "Dropwizard Timer, sliding window of 1000"
    })
    public String peer;

    DurationSeries series;

    @Setup
    public void setUp() {
      Peer chosen = Peers.all().stream().filter(p -> p.name().equals(peer)).findFirst().get();
      series = chosen.newSeries();
    }
  }

  /** The durations of one thread. */
  @State(Scope.Thread)
  public static class OwnDurations {
    private final long[] durations = Durations.forLoop(Thread.currentThread().getId());
    private int next;

    long nextDuration() {
      next = (next + 1) & (Loop.DURATIONS - 1);
      return durations[next];
    }
  }

  @Benchmark
  @Threads(1)
  public void oneThread(SharedSeries shared, OwnDurations own) {
    shared.series.perform(own.nextDuration(), own.next);
  }

  @Benchmark
  @Threads(2)
  public void twoThreads(SharedSeries shared, OwnDurations own) {
    shared.series.perform(own.nextDuration(), own.next);
  }
}
