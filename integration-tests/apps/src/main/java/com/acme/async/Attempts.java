package com.acme.async;

import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;

/** Work that succeeds with its third attempt. */
final class Attempts {
  private int failures = 2;

  String work() {
    return Failsafe.with(RetryPolicy.<String>builder().withMaxRetries(2).build()).get(this::once);
  }

  private String once() {
    if (failures-- > 0) {
      throw new IllegalStateException("again");
    }
    return "done";
  }
}
