package dev.tachograph.bootstrap.metrics.mapped;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two writers meet in one histogram: both observations are in count, sum and buckets. */
@JCStressTest
@State
@Outcome(
    id = {"20, 20/120/20"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class BucketsWritersStress {
  private static final long[] BOUNDS = {6};

  private final FileImage image = new FileImage();
  private final MappedBuckets buckets = new MappedBuckets.Classic(image.file, 1, BOUNDS);

  @Actor
  public void one() {
    for (int i = 0; i < 10; i++) {
      buckets.record(5);
    }
  }

  @Actor
  public void another() {
    for (int i = 0; i < 10; i++) {
      buckets.record(7);
    }
  }

  @Arbiter
  public void end(LL_Result result) {
    result.r1 = buckets.count();
    result.r2 = image.numbers(2).toString();
  }
}
