package dev.tachograph.bootstrap.metrics.window;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Two writers find all stripes left by others for ever: each gets on, and both count. */
@JCStressTest
@State
@Outcome(
    id = {"2"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class StripesStress {
  private final StripeTable table = new StripeTable(16, 16, 1);
  private final long before;

  public StripesStress() {
    for (int place = 0; place < table.stripes(); place++) {
      Stripe stripe = new Stripe(16, null);
      stripe.tryRecord(1, 1);
      stripe.set(stripe.get() + 1);
      table.set(StripeTable.PADDING + place, stripe);
    }
    before = table.count();
  }

  @Actor
  public void one() {
    table.record(5, 1);
  }

  @Actor
  public void another() {
    table.record(7, 1);
  }

  @Arbiter
  public void end(J_Result result) {
    result.r1 = table.count() - before;
  }
}
