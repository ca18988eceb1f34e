package dev.tachograph.bootstrap.metrics;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two threads insert one key into a table that must grow: one of them is told that it has. */
@JCStressTest
@State
@Outcome(
    id = {"true, false, 1", "false, true, 1"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class LabelTableSameKeyStress {
  private final LabelTable<Counter> table = new LabelTable<>(2);

  private boolean insert() {
    LabelTable.Entry<Counter> fresh = entry("a");
    return table.insert(fresh) == fresh;
  }

  static LabelTable.Entry<Counter> entry(String label) {
    return new LabelTable.Entry<>(true, label, "", "", "", "", new Counter(List.of(label)));
  }

  @Actor
  public void one(ZZI_Result result) {
    result.r1 = insert();
  }

  @Actor
  public void another(ZZI_Result result) {
    result.r2 = insert();
  }

  @Arbiter
  public void end(ZZI_Result result) {
    result.r3 = table.entries().size();
  }
}
