package com.acme.retries;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/** Goes wrong some times, then succeeds. It knows how often it was called. */
public final class Task implements Callable<String> {
  /** A result that is repeated. */
  static final String BAD = "bad";

  private final String kind;
  private final int times;
  private final AtomicInteger attempts = new AtomicInteger();

  /**
   * @param kind how it goes wrong: {@code fail}, {@code deny} or {@code bad}
   * @param times how often
   */
  Task(String kind, int times) {
    this.kind = kind;
    this.times = times;
  }

  @Override
  public String call() {
    if (attempts.incrementAndGet() > times) {
      return "good";
    }
    switch (kind) {
      case "fail":
        throw new Failure();
      case "deny":
        throw new Denial();
      case BAD:
        return BAD;
      default:
        throw new IllegalArgumentException(kind);
    }
  }

  int attempts() {
    return attempts.get();
  }
}
