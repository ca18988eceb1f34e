package com.acme.annotated;

import io.micrometer.core.annotation.Counted;
import io.micrometer.core.annotation.Timed;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Steps with Micrometer's annotations. */
public final class MicrometerSteps {
  @Timed("mm.timed")
  void timed(boolean fails) {
    if (fails) {
      throw new IllegalStateException("on purpose");
    }
  }

  @Timed
  void mmUnnamedStep() {}

  @Timed(
      value = "mm.tagged",
      extraTags = {"region.name", "eu", "team", "billing"})
  void tagged() {}

  @Timed(
      value = "mm.many",
      extraTags = {"a", "1", "b", "2", "c", "3", "d", "4", "e", "5"})
  void many() {}

  @Counted("mm.counted")
  void counted() {}

  @Timed("mm.first")
  @Timed("mm.second")
  void repeated() {}

  @Timed("mm.both")
  @Counted(
      value = "mm.both",
      extraTags = {"team", "billing"})
  void both() {}

  /** A rule measures it as the one, and its annotations as both. */
  @Timed("mm.ruled")
  @Counted("mm.other")
  void ruled() {}

  @Timed("mm.later")
  CompletionStage<String> later() {
    return new CompletableFuture<>();
  }

  /** Annotated as a whole: all that is public, unless it says something else itself. */
  @Timed("mm.whole")
  public static final class Whole {
    public void first() {}

    public static void second() {}

    @Timed("mm.own")
    public void third() {}

    void hidden() {}
  }
}
