package dev.tachograph.bootstrap.metrics;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** A table grows while two threads insert different keys of one hash: both are there. */
@JCStressTest
@State
@Outcome(
    id = {"4"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class LabelTableGrowthStress {
  private final LabelTable<Counter> table = new LabelTable<>(2);

  @Actor
  public void one() {
    table.insert(LabelTableSameKeyStress.entry("Aa"));
    table.insert(LabelTableSameKeyStress.entry("c"));
  }

  @Actor
  public void another() {
    table.insert(LabelTableSameKeyStress.entry("BB"));
    table.insert(LabelTableSameKeyStress.entry("d"));
  }

  @Arbiter
  public void end(I_Result result) {
    for (String label : new String[] {"Aa", "BB", "c", "d"}) {
      result.r1 += table.find(label, "", "", "", "") == null ? 0 : 1;
    }
  }
}
