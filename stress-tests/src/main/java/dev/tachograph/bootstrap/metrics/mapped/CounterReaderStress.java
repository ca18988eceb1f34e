package dev.tachograph.bootstrap.metrics.mapped;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Another process reads a counter of which both halves of the word change. */
@JCStressTest
@State
@Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class CounterReaderStress {
  private static final long BOTH_HALVES = (1L << 32) + 1;
  private static final int ROUNDS = 30;

  private final FileImage image = new FileImage();
  private final MappedAdder counter = new MappedAdder(image.file, 1, Layout.VALUE);

  @Actor
  public void writer() {
    for (int i = 0; i < ROUNDS; i++) {
      counter.add(BOTH_HALVES);
      counter.add(-BOTH_HALVES);
    }
  }

  @Actor
  public void reader(J_Result result) {
    for (int i = 0; i < ROUNDS; i++) {
      long read = image.longs();
      if (read != BOTH_HALVES && read != 0) {
        result.r1 = read;
      }
    }
  }
}
