package dev.tachograph.bootstrap.metrics;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.Z_Result;

/** A thread works, and counts its begins for itself: no reader sees an end without its begin. */
@JCStressTest
@State
@Outcome(
    id = {"false"},
    expect = Expect.ACCEPTABLE,
    desc = "What has ended has begun.")
@Outcome(expect = Expect.FORBIDDEN, desc = "An end without a begin.")
public class OutcomeTimerStress {
  /** One for all states, because a process has few numbers that threads count for themselves. */
  private static final OutcomeTimer TIMER =
      new OutcomeTimer(List.of(), CellSource.MEMORY, Distribution.QUANTILES, 10, new long[0]);

  @Actor
  public void worker() {
    TIMER.begin();
    TIMER.succeed(1, 1);
  }

  @Actor
  public void reader(Z_Result result) {
    result.r1 = TIMER.inProgress() < 0;
  }
}
