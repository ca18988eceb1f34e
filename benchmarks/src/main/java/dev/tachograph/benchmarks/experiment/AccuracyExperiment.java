package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Durations;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.peer.ClassicBuckets;
import dev.tachograph.benchmarks.peer.DurationSeries;
import dev.tachograph.benchmarks.peer.Peer;
import dev.tachograph.benchmarks.peer.Peers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * How far quantiles are off, if all see the same thousand observations: half of the times from one
 * regime, half with a change to five times the durations among them.
 */
public final class AccuracyExperiment implements InJvmExperiment {
  public static final String NAME = "accuracy";
  public static final String MEDIAN = "accuracy: error of p50";
  public static final String P99 = "accuracy: error of p99";

  private static final int OBSERVATIONS = 1000;
  private static final int FACTOR = 5;
  private static final int P50_INDEX = 0;
  private static final int P99_INDEX = DurationSeries.LEVELS.length - 1;

  @Override
  public void run(Scale scale, Results results) {
    List<Peer> peers = new ArrayList<>(Peers.withQuantiles());
    peers.add(new Peer("classic histogram, default buckets", () -> label -> new ClassicBuckets(0)));
    Map<String, Sample> median = new LinkedHashMap<>();
    Map<String, Sample> p99 = new LinkedHashMap<>();
    Random random = new Random(42);
    for (int window = 0; window < scale.of(40, 200); window++) {
      long[] durations = window(random, window % 2 == 1);
      for (Peer peer : peers) {
        double[] quantiles = quantiles(peer, durations);
        add(median, peer, quantiles[P50_INDEX] / exact(durations, 0.5) - 1);
        add(p99, peer, quantiles[P99_INDEX] / exact(durations, 0.99) - 1);
      }
    }
    int jdk = InJvmExperiment.jdk();
    for (Peer peer : peers) {
      addTypicalAndWorst(results, MEDIAN, peer, jdk, median);
      addTypicalAndWorst(results, P99, peer, jdk, p99);
    }
    new ReactionExperiment().run(scale, results);
  }

  private static long[] window(Random random, boolean changes) {
    int change = changes ? 100 + random.nextInt(OBSERVATIONS - 200) : OBSERVATIONS;
    long[] durations = new long[OBSERVATIONS];
    for (int i = 0; i < OBSERVATIONS; i++) {
      durations[i] = Durations.next(random) * (i < change ? 1 : FACTOR);
    }
    return durations;
  }

  private static double[] quantiles(Peer peer, long[] durations) {
    DurationSeries series = peer.newSeries();
    for (long nanos : durations) {
      series.perform(nanos, System.nanoTime());
    }
    return series.quantiles();
  }

  private static double exact(long[] durations, double level) {
    double[] sorted = Arrays.stream(durations).asDoubleStream().sorted().toArray();
    return Sample.ofSorted(sorted, level);
  }

  private static void add(Map<String, Sample> errors, Peer peer, double error) {
    errors.computeIfAbsent(peer.name(), n -> new Sample()).add(Math.abs(error) * 100);
  }

  private static void addTypicalAndWorst(
      Results results, String experiment, Peer peer, int jdk, Map<String, Sample> errors) {
    Sample sample = errors.getOrDefault(peer.name(), new Sample());
    results.add(experiment, peer.name(), "% typically", jdk, sample.median());
    results.add(experiment, peer.name(), "% at most", jdk, sample.quantile(1));
  }
}
