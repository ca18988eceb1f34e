package dev.tachograph.benchmarks.experiment;

import com.example.load.EmptyMethods;
import dev.tachograph.benchmarks.measure.Candidate;
import dev.tachograph.benchmarks.measure.Operation;
import dev.tachograph.benchmarks.measure.PairedRunner;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.Baselines;
import java.util.List;

/**
 * What advice costs around a method that does nothing, in a JVM whose agent has woven {@link
 * EmptyMethods#woven} and left {@link EmptyMethods#plain} alone.
 */
public final class AdviceExperiment implements InJvmExperiment {
  public static final String NAME = "advice";
  public static final String EXPERIMENT = "advice: around an empty method";
  public static final String WOVEN = "a measured method";
  public static final String PLAIN = "the same, not measured";

  @Override
  public void run(Scale scale, Results results) {
    EmptyMethods methods = new EmptyMethods();
    Operation woven = (nanos, end) -> methods.woven();
    Operation plain = (nanos, end) -> methods.plain();
    List<Candidate> candidates =
        List.of(
            new Candidate(WOVEN, woven),
            new Candidate(PLAIN, plain),
            candidate(Baselines.twoClockReadings()),
            candidate(Baselines.longAdder()));
    InJvmExperiment.add(
        results, EXPERIMENT, new PairedRunner(scale.of(400, 3000)).compare(candidates));
  }

  private static Candidate candidate(dev.tachograph.benchmarks.peer.Peer peer) {
    return new Candidate(peer.name(), peer.newSeries());
  }
}
