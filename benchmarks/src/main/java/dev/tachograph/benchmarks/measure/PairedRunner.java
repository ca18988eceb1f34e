package dev.tachograph.benchmarks.measure;

import java.util.List;

/**
 * Compares candidates on one thread. They take turns in batches of a quarter of a millisecond, so
 * that whatever else the machine does meets all of them alike; a batch counts only if the thread
 * had its processor all the time.
 */
public final class PairedRunner {
  private static final long BATCH_NANOS = 250_000;
  private static final int MOST_OPERATIONS = 400_000;

  private final Clock clock;
  private final int rounds;

  /**
   * @param rounds how many batches each candidate gets
   */
  public PairedRunner(int rounds) {
    this(Clock.ofThread(), rounds);
  }

  PairedRunner(Clock clock, int rounds) {
    this.clock = clock;
    this.rounds = rounds;
  }

  /** The cost of each candidate, in their order. */
  public List<Timing> compare(List<Candidate> candidates) {
    List<Contestant> contestants = candidates.stream().map(Contestant::new).toList();
    long[] durations = Durations.forLoop(1);
    contestants.forEach(c -> c.warmUp(durations));
    for (Contestant contestant : contestants) {
      contestant.warmUp(durations);
      contestant.calibrate(durations, BATCH_NANOS, 1, MOST_OPERATIONS);
    }
    for (int round = 0; round < rounds; round++) {
      for (int turn = 0; turn < contestants.size(); turn++) {
        batch(contestants.get((round + turn) % contestants.size()), durations);
      }
    }
    return contestants.stream().map(Contestant::timing).toList();
  }

  private void batch(Contestant contestant, long[] durations) {
    int count = contestant.count;
    long allocated = clock.allocated();
    long cpu = clock.cpu();
    long wall = clock.wall();
    contestant.run(durations, count);
    long wallNanos = clock.wall() - wall;
    long cpuNanos = clock.cpu() - cpu;
    contestant.allocated += clock.allocated() - allocated;
    contestant.performed += count;
    contestant.batches++;
    if (Disturbance.hadTheProcessor(wallNanos, cpuNanos)) {
      contestant.nanos.add((double) wallNanos / count);
    }
  }
}
