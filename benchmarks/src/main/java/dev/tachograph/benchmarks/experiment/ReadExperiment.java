package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.measure.Candidate;
import dev.tachograph.benchmarks.measure.Durations;
import dev.tachograph.benchmarks.measure.Loop;
import dev.tachograph.benchmarks.measure.Operation;
import dev.tachograph.benchmarks.measure.PairedRunner;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.DurationSeries;
import dev.tachograph.benchmarks.peer.PeerLoader;
import dev.tachograph.benchmarks.peer.Peers;
import java.util.List;

/** What it costs to read five quantiles of a series that has changed, and of one that has not. */
public final class ReadExperiment implements InJvmExperiment {
  public static final String NAME = "read";
  public static final String CHANGED = "read: changed since the last time";
  public static final String UNCHANGED = "read: unchanged";

  private static final int OBSERVATIONS = 5000;

  @Override
  public void run(Scale scale, Results results) {
    int rounds = scale.of(100, 1000);
    InJvmExperiment.add(
        results, CHANGED, new PairedRunner(rounds).compare(candidates(Changed::new)));
    InJvmExperiment.add(
        results, UNCHANGED, new PairedRunner(rounds).compare(candidates(Unchanged::new)));
  }

  private static List<Candidate> candidates(
      java.util.function.Function<DurationSeries, Operation> reading) {
    return Peers.withQuantiles().stream()
        .map(
            peer ->
                new Candidate(
                    peer.name(), reading.apply(filled(PeerLoader.newSeries(peer, 1).get(0)))))
        .toList();
  }

  private static DurationSeries filled(DurationSeries series) {
    long[] durations = Durations.forLoop(1);
    for (int i = 0; i < OBSERVATIONS; i++) {
      series.perform(durations[i & (Loop.DURATIONS - 1)], System.nanoTime());
    }
    return series;
  }

  private static class Unchanged implements Operation {
    final DurationSeries series;

    @SuppressWarnings("unused") // Written so that the reading is not optimized away.
    private double[] last = {};

    Unchanged(DurationSeries series) {
      this.series = series;
    }

    @Override
    public void perform(long nanos, long end) {
      last = series.quantiles();
    }
  }

  private static final class Changed extends Unchanged {
    Changed(DurationSeries series) {
      super(series);
    }

    @Override
    public void perform(long nanos, long end) {
      series.perform(nanos, end);
      super.perform(nanos, end);
    }
  }
}
