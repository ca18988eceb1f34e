package dev.tachograph.bootstrap.metrics.window;

import dev.tachograph.bootstrap.metrics.mapped.FileImage;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Another process reads a window: count and sum belong together. */
@JCStressTest
@State
@Outcome(id = "whole", expect = Expect.ACCEPTABLE, desc = "Nothing lost, nothing torn.")
@Outcome(expect = Expect.FORBIDDEN, desc = "Lost or torn.")
public class FileWindowReaderStress {
  private static final int ROUNDS = 15;

  private final FileImage image = new FileImage();
  private final QuantileWindow window = new MappedWindow(16, image.file, 1);

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
      FileImage.Numbers read = image.numbers(0);
      if (read.sum != 5 * read.count) {
        result.r1 = read.toString();
      }
    }
  }
}
