package dev.tachograph.bootstrap.metrics.mapped;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.DD_Result;

/** A gauge is moved while it gets its place in the file: it ends with both changes. */
@JCStressTest
@State
@Outcome(
    id = {"7.0, 7.0"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class GaugeMovedLateStress {
  private final FileImage image = new FileImage(false);
  private final MappedNumber gauge = new MappedNumber(image.file, 1, Layout.VALUE, false);

  @Actor
  public void writer() {
    gauge.add(3);
    gauge.add(4);
  }

  @Actor
  public void keeper() {
    image.grow();
  }

  @Arbiter
  public void end(DD_Result result) {
    result.r1 = gauge.value();
    result.r2 = image.decimal();
  }
}
