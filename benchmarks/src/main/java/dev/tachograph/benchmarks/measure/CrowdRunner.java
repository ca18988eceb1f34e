package dev.tachograph.benchmarks.measure;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Compares candidates on more threads than there are processors, by the CPU time that an operation
 * takes. That shows what being suspended in the middle costs the others; it does not show
 * contention between that many processors.
 */
public final class CrowdRunner {
  private static final long BATCH_NANOS = 1_000_000;
  private static final int MOST_OPERATIONS = 400_000;

  private final int threads;
  private final int rounds;

  public CrowdRunner(int threads, int rounds) {
    this.threads = threads;
    this.rounds = rounds;
  }

  /** The CPU time of each candidate, in their order. */
  public List<Timing> compare(List<Candidate> candidates) {
    List<Contestant> contestants = candidates.stream().map(Contestant::new).toList();
    Clock clock = Clock.ofThread();
    for (Contestant contestant : contestants) {
      Threads.runAll(threads, number -> contestant.warmUp(Durations.forLoop(number)));
      contestant.calibrate(Durations.forLoop(1), BATCH_NANOS, 1, MOST_OPERATIONS);
    }
    long[] cpuNanos = new long[threads];
    CyclicBarrier barrier = new CyclicBarrier(threads);
    Threads.runAll(
        threads,
        number -> {
          long[] durations = Durations.forLoop(number);
          for (int turn = 0; turn < rounds * contestants.size(); turn++) {
            Contestant contestant = contestants.get(turn % contestants.size());
            await(barrier);
            long start = clock.cpu();
            contestant.run(durations, contestant.count);
            cpuNanos[number] = clock.cpu() - start;
            await(barrier);
            if (number == 0) {
              evaluate(contestant, cpuNanos);
            }
          }
        });
    return contestants.stream().map(Contestant::timing).toList();
  }

  private void evaluate(Contestant contestant, long[] cpuNanos) {
    long sum = 0;
    for (long nanos : cpuNanos) {
      sum += nanos;
    }
    contestant.batches++;
    contestant.nanos.add((double) sum / threads / contestant.count);
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (InterruptedException | BrokenBarrierException e) {
      throw new IllegalStateException(e);
    }
  }
}
