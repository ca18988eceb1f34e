package dev.tachograph.bootstrap.metrics.window;

import dev.tachograph.bootstrap.metrics.mapped.FileImage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** Two writers meet in one window: both observations are there, in memory and in the file. */
@JCStressTest
@State
@Outcome(
    id = {"20, 20/120/0"},
    expect = Expect.ACCEPTABLE,
    desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class FileWindowWritersStress {
  private final FileImage image = new FileImage();
  private final QuantileWindow window = new MappedWindow(16, image.file, 1);

  @Actor
  public void one() {
    for (int i = 0; i < 10; i++) {
      window.record(5, 1);
    }
  }

  @Actor
  public void another() {
    for (int i = 0; i < 10; i++) {
      window.record(7, 1);
    }
  }

  @Arbiter
  public void end(LL_Result result) {
    result.r1 = window.count();
    result.r2 = image.numbers(0).toString();
  }
}
