package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Candidate;
import dev.tachograph.benchmarks.measure.ContendedRunner;
import dev.tachograph.benchmarks.measure.CrowdRunner;
import dev.tachograph.benchmarks.measure.PairedRunner;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.PeerLoader;
import dev.tachograph.benchmarks.peer.Peers;
import java.util.List;

/** What it costs to record one duration. */
public final class RecordExperiment implements InJvmExperiment {
  public static final String NAME = "record";
  public static final String ONE_THREAD = "record: 1 thread";
  public static final String TWO_THREADS = "record: 2 threads";
  public static final String CROWD = "record: 8 threads";
  public static final String ONE_THREAD_MANY_SERIES = "record: 1 thread, 100 series";
  public static final String TWO_THREADS_MANY_SERIES = "record: 2 threads, 100 series";

  private static final int MANY = 100;
  private static final int CROWD_THREADS = 8;

  @Override
  public void run(Scale scale, Results results) {
    int rounds = scale.of(150, 1000);
    int contended = scale.of(60, 300);
    int limitSeconds = scale.of(10, 45);
    boolean twoProcessors = Runtime.getRuntime().availableProcessors() > 1;
    InJvmExperiment.add(results, ONE_THREAD, new PairedRunner(rounds).compare(candidates(1)));
    if (twoProcessors) {
      InJvmExperiment.add(
          results,
          TWO_THREADS,
          new ContendedRunner(contended, limitSeconds).compare(candidates(1)));
    }
    if (scale == Scale.QUICK) {
      return;
    }
    InJvmExperiment.add(
        results, ONE_THREAD_MANY_SERIES, new PairedRunner(rounds).compare(candidates(MANY)));
    if (twoProcessors) {
      InJvmExperiment.add(
          results,
          TWO_THREADS_MANY_SERIES,
          new ContendedRunner(contended, limitSeconds).compare(candidates(MANY)));
    }
    InJvmExperiment.add(
        results, CROWD, new CrowdRunner(CROWD_THREADS, scale.of(20, 60)).compare(candidates(1)));
  }

  private static List<Candidate> candidates(int series) {
    return Peers.all().stream()
        .map(peer -> new Candidate(peer.name(), PeerLoader.newSeries(peer, series)))
        .toList();
  }
}
