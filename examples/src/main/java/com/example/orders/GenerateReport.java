package com.example.orders;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/**
 * Sums up the day. The call returns at once; the work is over when the future completes, on another
 * thread.
 */
final class GenerateReport {
  private final Hazard hazard;
  private final Executor reporters;

  GenerateReport(Hazard hazard, Executor reporters) {
    this.hazard = hazard;
    this.reporters = reporters;
  }

  CompletableFuture<String> generate() {
    return CompletableFuture.supplyAsync(this::sumUp, reporters);
  }

  private String sumUp() {
    hazard.takeAbout(Duration.ofMillis(450));
    if (hazard.strikes(0.05)) {
      throw new CompletionException(new TimeoutException("the warehouse did not answer"));
    }
    return "report.pdf";
  }
}
