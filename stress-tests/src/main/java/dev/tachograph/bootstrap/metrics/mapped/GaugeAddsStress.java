package dev.tachograph.bootstrap.metrics.mapped;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;

/** Two writers move one gauge: memory and file end with both changes. */
@JCStressTest
@State
@Outcome(
    id = {"30.0, 30.0"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class GaugeAddsStress {
  private final FileImage image = new FileImage();
  private final MappedNumber gauge = new MappedNumber(image.file, 1, Layout.VALUE, false);

  @Actor
  public void one() {
    for (int i = 0; i < 10; i++) {
      gauge.add(1);
    }
  }

  @Actor
  public void another() {
    for (int i = 0; i < 10; i++) {
      gauge.add(2);
    }
  }

  @Arbiter
  public void end(DD_Result result) {
    result.r1 = gauge.value();
    result.r2 = image.decimal();
  }
}
