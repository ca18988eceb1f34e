package dev.tachograph.bootstrap.metrics.window;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Two writers meet in one window, one of them with a value that widens the ring. */
@JCStressTest
@State
@Outcome(
    id = {"2/4294967303/2"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class WindowWritersStress {
  private final QuantileWindow window = new QuantileWindow(16);

  @Actor
  public void one() {
    window.record(7, 1);
  }

  @Actor
  public void wide() {
    window.record(1L << 32, 1);
  }

  @Arbiter
  public void end(L_Result result) {
    WindowSnapshot snapshot = window.snapshot();
    result.r1 = snapshot.count() + "/" + snapshot.sum() + "/" + snapshot.size();
  }
}
