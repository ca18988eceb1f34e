package dev.tachograph.bootstrap.metrics;

/** One of the numbers that an {@link OutcomeTimer} knows beside its durations. */
public enum OutcomeCount {
  /** Pieces of work that ended well. */
  SUCCESSES {
    @Override
    long of(OutcomeTimer timer) {
      return timer.successes();
    }
  },
  /** Attempts after the first. */
  REPETITIONS {
    @Override
    long of(OutcomeTimer timer) {
      return timer.repetitions();
    }
  },
  /** Pieces of work that have begun and not ended. */
  IN_PROGRESS {
    @Override
    long of(OutcomeTimer timer) {
      return timer.inProgress();
    }
  };

  abstract long of(OutcomeTimer timer);
}
