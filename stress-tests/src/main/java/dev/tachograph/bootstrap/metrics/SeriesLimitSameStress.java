package dev.tachograph.bootstrap.metrics;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Two threads ask for one series: both get the same answer, and it takes one place. */
@JCStressTest
@State
@Outcome(
    id = {"true, true, false"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class SeriesLimitSameStress {
  private final SeriesLimit limit = new SeriesLimit(2);
  private final SeriesLimit.Candidate a = new SeriesLimit.Candidate(true);

  @Actor
  public void one(ZZZ_Result result) {
    result.r1 = limit.admit(a);
  }

  @Actor
  public void another(ZZZ_Result result) {
    result.r2 = limit.admit(a);
  }

  @Arbiter
  public void end(ZZZ_Result result) {
    result.r3 = limit.isReached();
  }
}
