package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Durations;
import dev.tachograph.benchmarks.measure.Loop;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.DurationSeries;
import dev.tachograph.benchmarks.peer.Peer;
import dev.tachograph.benchmarks.peer.Peers;
import java.lang.ref.Reference;
import java.util.List;

/** How much memory a series takes, from what is left after a garbage collection. */
public final class MemoryExperiment implements InJvmExperiment {
  public static final String NAME = "memory";
  public static final String NEW = "memory: new series";
  public static final String FULL = "memory: after 2000 observations";

  private static final int SERIES = 200;
  private static final int OBSERVATIONS = 2000;
  private static final int COLLECTIONS = 3;

  @Override
  public void run(Scale scale, Results results) {
    long[] durations = Durations.forLoop(1);
    for (Peer peer : Peers.all()) {
      peer.newSeries(2).forEach(series -> fill(series, durations));
      long before = used();
      List<DurationSeries> series = peer.newSeries(SERIES);
      long fresh = used();
      series.forEach(s -> fill(s, durations));
      long full = used();
      Reference.reachabilityFence(series);
      int jdk = InJvmExperiment.jdk();
      results.add(NEW, peer.name(), "B", jdk, perSeries(fresh - before));
      results.add(FULL, peer.name(), "B", jdk, perSeries(full - before));
    }
  }

  private static double perSeries(long bytes) {
    return Math.max(0, (double) bytes / SERIES);
  }

  private static void fill(DurationSeries series, long[] durations) {
    for (int i = 0; i < OBSERVATIONS; i++) {
      series.perform(durations[i & (Loop.DURATIONS - 1)], System.nanoTime());
    }
  }

  private static long used() {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
