package com.acme.unlisted;

import io.micrometer.core.annotation.Timed;

/** Steps in a package that is not listed. */
public final class UnlistedSteps {
  @Timed("unlisted")
  public void step() {}
}
