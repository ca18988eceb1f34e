package dev.tachograph.agent.export.adopt;

import dev.tachograph.agent.thread.AgentThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads collectors one after the other, on a thread of its own, so that the scrape waits a limited
 * time for each. A collector that takes longer is given up: its thread ends when it returns.
 */
final class CollectorReading implements Runnable {
  /** What reading a collector gave. */
  static final class Outcome {
    final RegisteredCollector collector;
    final List<AdoptedFamily> families;
    final @Nullable Throwable failure;

    Outcome(
        RegisteredCollector collector, List<AdoptedFamily> families, @Nullable Throwable failure) {
      this.collector = collector;
      this.families = families;
      this.failure = failure;
    }
  }

  private final List<RegisteredCollector> collectors;

  /** Is told when a collector that was given up has returned. */
  private final StuckCollectors stuck;

  // Guarded by this.
  private final List<Outcome> outcomes = new ArrayList<>();
  private long begun = System.nanoTime();
  private boolean givenUp;

  private CollectorReading(List<RegisteredCollector> collectors, StuckCollectors stuck) {
    this.collectors = collectors;
    this.stuck = stuck;
  }

  /**
   * Reads collectors, up to the first that takes too long, which {@code stuck} then has.
   *
   * @return the outcomes in the same order
   */
  static List<Outcome> read(
      List<RegisteredCollector> collectors, long timeoutNanos, StuckCollectors stuck) {
    CollectorReading reading = new CollectorReading(collectors, stuck);
    AgentThread.start("adopt", reading);
    return reading.await(timeoutNanos);
  }

  @Override
  public void run() {
    for (RegisteredCollector collector : collectors) {
      synchronized (this) {
        begun = System.nanoTime();
      }
      if (!finished(read(collector))) {
        stuck.remove(collector.code);
        return;
      }
    }
  }

  private static Outcome read(RegisteredCollector collector) {
    try {
      return new Outcome(collector, collector.read(), null);
    } catch (Throwable e) {
      // The application's code may fail in any way.
      return new Outcome(collector, List.of(), e);
    }
  }

  /** Returns whether somebody still waits. */
  private synchronized boolean finished(Outcome outcome) {
    outcomes.add(outcome);
    notifyAll();
    return !givenUp;
  }

  private synchronized List<Outcome> await(long timeoutNanos) {
    boolean interrupted = false;
    while (outcomes.size() < collectors.size()) {
      long left = begun + timeoutNanos - System.nanoTime();
      if (left <= 0) {
        givenUp = true;
        stuck.add(collectors.get(outcomes.size()).code);
        break;
      }
      try {
        wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return List.copyOf(outcomes);
  }
}
