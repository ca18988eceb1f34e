package dev.tachograph.bootstrap.metrics.window;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A snapshot is of one moment: count, sum, size and values belong together. */
@JCStressTest
@State
@Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class WindowReaderStress {
  private static final int ROUNDS = 15;

  private final QuantileWindow window = new QuantileWindow(16);

  @Actor
  public void writer() {
    for (int i = 0; i < ROUNDS; i++) {
      window.record(5, i);
    }
  }

  @Actor
  public void reader(L_Result result) {
    result.r1 = "whole";
    for (int i = 0; i < ROUNDS; i++) {
      WindowSnapshot read = window.snapshot();
      if (read.sum() != 5 * read.count()
          || read.size() != read.count()
          || read.count() > 0 && read.quantile(0) != 5) {
        result.r1 = read.count() + "/" + read.sum() + "/" + read.size() + "/" + read.quantile(0);
      }
    }
  }
}
