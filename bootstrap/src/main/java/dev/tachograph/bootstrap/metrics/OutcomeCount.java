package dev.tachograph.bootstrap.metrics;

/** One of the numbers that an {@link OutcomeTimer} knows beside its durations. */
public enum OutcomeCount {
  /** Pieces of work that ended well. */
  SUCCESSES,
  /** Attempts after the first. */
  REPETITIONS,
  /** Pieces of work that have begun and not ended. */
  IN_PROGRESS;

  long of(OutcomeTimer timer) {
    // One class for all, because each class makes the jar larger.
    return this == SUCCESSES
        ? timer.successes()
        : this == REPETITIONS ? timer.repetitions() : timer.inProgress();
  }
}
