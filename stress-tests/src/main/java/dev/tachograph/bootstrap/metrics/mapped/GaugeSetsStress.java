package dev.tachograph.bootstrap.metrics.mapped;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;

/** Two writers set one gauge: one of them is the last, in memory and in the file. */
@JCStressTest
@State
@Outcome(
    id = {"1.0, 1.0", "-2.0, -2.0"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class GaugeSetsStress {
  private final FileImage image = new FileImage();
  private final MappedNumber gauge = new MappedNumber(image.file, 1, Layout.VALUE, false);

  @Actor
  public void one() {
    gauge.set(1);
  }

  @Actor
  public void another() {
    gauge.set(-2);
  }

  @Arbiter
  public void end(DD_Result result) {
    result.r1 = gauge.value();
    result.r2 = image.decimal();
  }
}
