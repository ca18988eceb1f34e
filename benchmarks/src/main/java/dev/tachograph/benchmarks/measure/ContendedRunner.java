package dev.tachograph.benchmarks.measure;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Compares candidates on two threads that work on the same series at the same time. They meet
 * before each batch, spinning, and do 60 microseconds of work; the batch counts only if they really
 * ran side by side. Half as much work precedes it, so that both have their data in their caches.
 * Needs two processors.
 */
public final class ContendedRunner {
  private static final long BATCH_NANOS = 60_000;
  private static final int LEAST_OPERATIONS = 50;
  private static final int MOST_OPERATIONS = 80_000;

  /** Keeps what the two threads write on different cache lines. */
  private static final int STRIDE = 32;

  private final int wanted;
  private final long limitNanos;

  private final AtomicLongArray leading = new AtomicLongArray(2 * STRIDE);
  private final AtomicLongArray ready = new AtomicLongArray(2 * STRIDE);
  private final AtomicLongArray done = new AtomicLongArray(2 * STRIDE);
  private final AtomicLongArray start = new AtomicLongArray(2 * STRIDE);
  private final AtomicLongArray end = new AtomicLongArray(2 * STRIDE);
  private final AtomicBoolean stop = new AtomicBoolean();

  /**
   * @param wanted how many batches of each candidate shall count
   * @param limitSeconds after which it is enough with fewer
   */
  public ContendedRunner(int wanted, int limitSeconds) {
    this.wanted = wanted;
    this.limitNanos = limitSeconds * 1_000_000_000L;
  }

  /** The cost of each candidate, in their order, for each of the two threads. */
  public List<Timing> compare(List<Candidate> candidates) {
    List<Contestant> contestants = candidates.stream().map(Contestant::new).toList();
    long[][] durations = {Durations.forLoop(1), Durations.forLoop(2)};
    for (Contestant contestant : contestants) {
      both(number -> contestant.warmUp(durations[number]));
      contestant.warmUp(durations[0]);
      contestant.calibrate(durations[0], BATCH_NANOS, LEAST_OPERATIONS, MOST_OPERATIONS);
    }
    long deadline = System.nanoTime() + limitNanos;
    both(number -> takeTurns(contestants, durations[number], number, deadline));
    return contestants.stream().map(Contestant::timing).toList();
  }

  private void takeTurns(
      List<Contestant> contestants, long[] durations, int number, long deadline) {
    for (long turn = 1; !stop.get(); turn++) {
      Contestant contestant = contestants.get((int) (turn % contestants.size()));
      meet(leading, number, turn);
      contestant.run(durations, contestant.count / 2);
      meet(ready, number, turn);
      start.set(number * STRIDE, System.nanoTime());
      contestant.run(durations, contestant.count);
      end.set(number * STRIDE, System.nanoTime());
      meet(done, number, turn);
      if (number == 0) {
        evaluate(contestant);
        boolean roundEnds = turn % contestants.size() == 0;
        if (roundEnds && (enough(contestants) || System.nanoTime() - deadline > 0)) {
          stop.set(true);
        }
      }
    }
  }

  private void meet(AtomicLongArray place, int number, long turn) {
    place.set(number * STRIDE, turn);
    while (place.get((1 - number) * STRIDE) < turn && !stop.get()) {
      Thread.onSpinWait();
    }
  }

  private void evaluate(Contestant contestant) {
    long start1 = start.get(0);
    long start2 = start.get(STRIDE);
    long end1 = end.get(0);
    long end2 = end.get(STRIDE);
    contestant.batches++;
    if (Disturbance.overlapped(start1, end1, start2, end2)) {
      contestant.nanos.add((end1 - start1 + end2 - start2) / 2.0 / contestant.count);
    }
  }

  private boolean enough(List<Contestant> contestants) {
    return contestants.stream().allMatch(c -> c.nanos.size() >= wanted);
  }

  private static void both(java.util.function.IntConsumer work) {
    Threads.runAll(2, work);
  }
}
