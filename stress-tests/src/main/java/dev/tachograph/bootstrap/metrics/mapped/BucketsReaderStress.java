package dev.tachograph.bootstrap.metrics.mapped;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Another process reads a histogram: count, sum and buckets belong together. */
@JCStressTest
@State
@Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class BucketsReaderStress {
  private static final long[] BOUNDS = {6};

  private static final int ROUNDS = 15;

  private final FileImage image = new FileImage();
  private final MappedBuckets buckets = new MappedBuckets.Classic(image.file, 1, BOUNDS);

  @Actor
  public void writer() {
    for (int i = 0; i < ROUNDS; i++) {
      buckets.record(5);
    }
  }

  @Actor
  public void reader(L_Result result) {
    result.r1 = "whole";
    for (int i = 0; i < ROUNDS; i++) {
      FileImage.Numbers read = image.numbers(2);
      if (read.sum != 5 * read.count || read.inBuckets != read.count) {
        result.r1 = read.toString();
      }
    }
  }
}
