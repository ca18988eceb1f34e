package com.acme.annotated;

import org.eclipse.microprofile.metrics.annotation.Counted;
import org.eclipse.microprofile.metrics.annotation.Timed;

/** Steps with MicroProfile's annotations. */
public final class MicroProfileSteps {
  @Timed(
      name = "mp.timed",
      tags = {"region=eu", "size = large"})
  void timed() {}

  @Counted
  void mpCounted() {}

  /** Annotated as a whole: the name begins those of its methods. */
  @Timed(name = "mp.whole")
  public static final class Whole {
    public void first() {}

    public void second() {}
  }
}
