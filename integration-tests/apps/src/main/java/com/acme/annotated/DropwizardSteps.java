package com.acme.annotated;

import com.codahale.metrics.annotation.Counted;
import com.codahale.metrics.annotation.ExceptionMetered;
import com.codahale.metrics.annotation.Metered;
import com.codahale.metrics.annotation.Timed;
import java.io.FileNotFoundException;
import java.io.IOException;

/** Steps with the annotations of Dropwizard Metrics. */
public final class DropwizardSteps {
  @Timed(name = "dw.timed", absolute = true)
  void timed() {}

  @Counted
  void dwCounted() {}

  @Metered(name = "dw.metered")
  void metered() {}

  @ExceptionMetered(name = "dw.guarded", cause = IOException.class)
  void guarded(boolean expected) throws IOException {
    if (expected) {
      throw new FileNotFoundException("on purpose");
    }
    throw new IllegalStateException("on purpose");
  }
}
