package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Candidate;
import dev.tachograph.benchmarks.measure.ContendedRunner;
import dev.tachograph.benchmarks.measure.PairedRunner;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.PeerLoader;
import dev.tachograph.benchmarks.peer.TachographInFile;
import java.util.List;

/** What it costs to record into a registry whose numbers are in a file as well. */
public final class MappedExperiment implements InJvmExperiment {
  public static final String NAME = "mapped";
  public static final String ONE_THREAD = "mapped: 1 thread";
  public static final String TWO_THREADS = "mapped: 2 threads on one series";

  @Override
  public void run(Scale scale, Results results) {
    InJvmExperiment.add(
        results, ONE_THREAD, new PairedRunner(scale.of(200, 1500)).compare(candidates()));
    if (Runtime.getRuntime().availableProcessors() > 1) {
      InJvmExperiment.add(
          results,
          TWO_THREADS,
          new ContendedRunner(scale.of(60, 300), scale.of(10, 45)).compare(candidates()));
    }
  }

  private static List<Candidate> candidates() {
    return TachographInFile.peers().stream()
        .map(peer -> new Candidate(peer.name(), PeerLoader.newSeries(peer, 1)))
        .toList();
  }
}
