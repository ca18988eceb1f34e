package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Durations;
import dev.tachograph.benchmarks.measure.Loop;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.measure.Threads;
import dev.tachograph.benchmarks.peer.Baselines;
import dev.tachograph.benchmarks.peer.DurationSeries;
import dev.tachograph.benchmarks.peer.Peer;
import dev.tachograph.benchmarks.peer.Peers;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * How much memory a series takes, from what is left after a garbage collection. There are as many
 * series as it takes for their memory to be much more than what the JVM itself takes and gives back
 * meanwhile.
 */
public final class MemoryExperiment implements InJvmExperiment {
  public static final String NAME = "memory";
  public static final String NEW = "memory: new series";
  public static final String FULL = "memory: after 2000 observations";
  public static final String CONTENDED = "memory: after 32 threads at once";

  /** They keep no series. */
  private static final Set<String> WITHOUT =
      Set.of(Baselines.NOTHING, Baselines.TWO_CLOCK_READINGS);

  private static final int LEAST_SERIES = 20;

  /** A family of Tachograph has no more. */
  private static final int MOST_SERIES = 1000;

  private static final int MOST_CONTENDED = 10;
  private static final long ENOUGH_BYTES = 1 << 19;
  private static final int TIMES = 3;
  private static final int OBSERVATIONS = 2000;
  private static final int THREADS = 32;
  private static final int OF_EACH_THREAD = 2000;
  private static final int COLLECTIONS = 3;

  @Override
  public void run(Scale scale, Results results) {
    long[] durations = Durations.forLoop(1);
    int jdk = InJvmExperiment.jdk();
    for (Peer peer : Peers.all()) {
      if (WITHOUT.contains(peer.name())) {
        continue;
      }
      Consumer<DurationSeries> fill = series -> record(series, durations, OBSERVATIONS);
      // Classes are loaded, and whatever the library makes once is there.
      peer.newSeries(2).forEach(fill);
      peer.newSeries(2).forEach(MemoryExperiment::hammer);
      results.add(NEW, peer.name(), "B", jdk, sample(peer, series -> {}, MOST_SERIES));
      results.add(FULL, peer.name(), "B", jdk, sample(peer, fill, MOST_SERIES));
      results.add(
          CONTENDED, peer.name(), "B", jdk, sample(peer, MemoryExperiment::hammer, MOST_CONTENDED));
    }
  }

  private static Sample sample(Peer peer, Consumer<DurationSeries> use, int most) {
    Sample sample = new Sample();
    // What was measured is kept: what is collected meanwhile would be taken for less memory.
    List<List<DurationSeries>> kept = new ArrayList<>();
    int count = Math.min(LEAST_SERIES, most);
    while (sample.size() < TIMES) {
      long before = used();
      List<DurationSeries> series = peer.newSeries(count);
      kept.add(series);
      series.forEach(use);
      long bytes = used() - before;
      if (bytes >= ENOUGH_BYTES || count == most) {
        sample.add((double) bytes / count);
      } else {
        count = Math.min(most, count * 4);
      }
    }
    Reference.reachabilityFence(kept);
    return sample;
  }

  private static void record(DurationSeries series, long[] durations, int observations) {
    for (int i = 0; i < observations; i++) {
      series.perform(durations[i & (Loop.DURATIONS - 1)], System.nanoTime());
    }
  }

  private static void hammer(DurationSeries series) {
    Threads.runAll(THREADS, number -> record(series, Durations.forLoop(number), OF_EACH_THREAD));
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
