package dev.tachograph.bootstrap.metrics;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two series compete for the last place: one gets it. */
@JCStressTest
@State
@Outcome(
    id = {"true, false", "false, true"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class SeriesLimitStress {
  private final SeriesLimit limit = new SeriesLimit(1);
  private final SeriesLimit.Candidate a = new SeriesLimit.Candidate(true);
  private final SeriesLimit.Candidate b = new SeriesLimit.Candidate(true);

  @Actor
  public void one(ZZ_Result result) {
    result.r1 = limit.admit(a);
  }

  @Actor
  public void another(ZZ_Result result) {
    result.r2 = limit.admit(b);
  }
}
