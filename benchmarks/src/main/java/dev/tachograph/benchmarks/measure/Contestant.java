package dev.tachograph.benchmarks.measure;

/** A candidate while it is measured. */
final class Contestant {
  private static final long WARM_UP_NANOS = 250_000_000;
  private static final long TRIAL_NANOS = 500_000;
  private static final int MOST_IN_A_TRIAL = 2_000;
  private static final int TRIALS = 30;

  final String name;
  final Operation[] operations;
  final Loop loop = LoopLoader.newLoop();

  /** Operations in a batch. */
  int count;

  private int inATrial = 1;
  final Sample nanos = new Sample();
  int batches;
  long allocated;
  long performed;

  Contestant(Candidate candidate) {
    name = candidate.name();
    operations = candidate.operations().toArray(new Operation[0]);
  }

  void run(long[] durations, int count) {
    loop.run(operations, durations, count);
  }

  /** Works for a while in short batches, so that the loop is compiled with all that it calls. */
  void warmUp(long[] durations) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP_NANOS) {
      trial(durations);
    }
  }

  /**
   * Chooses how many operations make a batch.
   *
   * @param targetNanos how long a batch should take without disturbance
   */
  void calibrate(long[] durations, long targetNanos, int least, int most) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < TRIALS; i++) {
      best = Math.min(best, trial(durations));
    }
    double wanted = targetNanos / Math.max(best, 0.01);
    count = (int) Math.max(least, Math.min(most, wanted));
  }

  /** Nanoseconds of an operation, in one short batch. */
  private double trial(long[] durations) {
    int trialCount = inATrial;
    long start = System.nanoTime();
    run(durations, trialCount);
    long nanos = System.nanoTime() - start;
    if (nanos < TRIAL_NANOS && trialCount < MOST_IN_A_TRIAL) {
      inATrial = trialCount * 2;
    }
    return (double) nanos / trialCount;
  }

  Timing timing() {
    return new Timing(
        name, nanos, batches, performed == 0 ? Double.NaN : (double) allocated / performed);
  }
}
