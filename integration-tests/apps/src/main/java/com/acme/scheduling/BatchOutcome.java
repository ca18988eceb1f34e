package com.acme.scheduling;

/** How a step of a batch job ends. */
enum BatchOutcome {
  SUCCEEDS,
  THROWS,
  SAYS_FAILED;

  /** Counts the step, and throws if that is how it ends. */
  void happen(Tally tally, String step) {
    tally.add(step, this != SUCCEEDS);
    if (this == THROWS) {
      throw new IllegalStateException("disk full");
    }
  }
}
