package dev.tachograph.bootstrap.metrics.mapped;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two writers meet in one counter: both count, in memory and in the file. */
@JCStressTest
@State
@Outcome(
    id = {"20, 20"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class CounterWritersStress {
  private final FileImage image = new FileImage();
  private final MappedAdder counter = new MappedAdder(image.file, 1, Layout.VALUE);

  @Actor
  public void one() {
    for (int i = 0; i < 10; i++) {
      counter.increment();
    }
  }

  @Actor
  public void another() {
    for (int i = 0; i < 10; i++) {
      counter.increment();
    }
  }

  @Arbiter
  public void end(LL_Result result) {
    result.r1 = counter.sum();
    result.r2 = image.longs();
  }
}
