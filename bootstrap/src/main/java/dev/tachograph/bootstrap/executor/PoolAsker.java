package dev.tachograph.bootstrap.executor;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks executors that contain code of the application, such as a queue of its own. That code may do
 * anything, even wait for a lock that is never released.
 *
 * <p>So other threads ask them, and the scrape waits for them for a limited time. An executor that
 * has not answered by then is not asked again until it has; only its own series are missing.
 */
final class PoolAsker {
  /** How long a scrape waits for all of them together. */
  private static final long PATIENCE_MILLIS = 1_000;

  /** All families of one scrape share one round of questions. */
  private static final long ONE_SCRAPE_NANOS = 20_000_000;

  /** When no thread has begun to ask another executor for so long, one more thread asks. */
  private static final long SHARE_MILLIS = 50;

  /**
   * Each executor that never answered holds a thread. With this many, no executor is asked any
   * more.
   */
  private static final int MOST_STUCK = 64;

  /** The answers of one executor. */
  static final class Answers {
    private final double[] values = new double[PoolGauges.Kind.values().length];

    /** Whether there may be tasks that have left the queue and not started. */
    boolean mayHoldTasks;

    double of(PoolGauges.Kind kind) {
      return values[kind.ordinal()];
    }
  }

  /** One round of questions. */
  private final class Round implements Runnable {
    private final List<Object> executors;
    private final Map<Object, Answers> answers = new IdentityHashMap<>();
    private final Set<Object> asked = identitySet();
    private int next;
    private boolean over;

    Round(List<Object> executors) {
      this.executors = executors;
    }

    @Override
    public void run() {
      for (Object executor = begin(); executor != null; executor = begin()) {
        Answers given = null;
        try {
          given = ask(executor);
        } catch (Throwable e) {
          // Code of the application may fail in any way.
        } finally {
          end(executor, given);
        }
      }
    }

    private synchronized @Nullable Object begin() {
      if (over || next == executors.size()) {
        return null;
      }
      Object executor = executors.get(next++);
      asked.add(executor);
      return executor;
    }

    private void end(Object executor, @Nullable Answers given) {
      synchronized (this) {
        asked.remove(executor);
        if (given != null && !over) {
          answers.put(executor, given);
        }
        if (isComplete()) {
          notifyAll();
        }
      }
      answered(executor);
    }

    private synchronized boolean isComplete() {
      return next == executors.size() && asked.isEmpty();
    }

    private void addThread() {
      try {
        Thread thread = new Thread(this, "tachograph-pools");
        thread.setDaemon(true);
        thread.start();
      } catch (OutOfMemoryError e) {
        // The JVM can start no thread, so some executors may not be asked this time.
        return;
      }
    }

    /**
     * Waits for the answers, with one more thread for each that an executor holds. An executor that
     * has not answered in time is stuck and is not asked again.
     */
    synchronized Map<Object, Answers> await() {
      long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
      try {
        for (long left = PATIENCE_MILLIS; !isComplete() && left > 0; ) {
          int before = next;
          wait(Math.min(left, SHARE_MILLIS));
          if (next == before && next < executors.size()) {
            addThread();
          }
          left = (end - System.nanoTime()) / 1_000_000;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      stuck(asked);
      over = true;
      return answers;
    }
  }

  /** Executors that have not answered an earlier round yet. */
  private final Set<Object> stuck = identitySet();

  private Map<Object, Answers> last = new HashMap<>();
  private long lastAsked;
  private boolean asking;

  private static Set<Object> identitySet() {
    return Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());
  }

  private static Answers ask(Object executor) {
    Answers answers = new Answers();
    for (PoolGauges.Kind kind : PoolGauges.Kind.values()) {
      answers.values[kind.ordinal()] = PoolState.read(kind, executor);
    }
    answers.mayHoldTasks = PoolState.mayHoldTasks(executor);
    return answers;
  }

  private void stuck(Set<Object> executors) {
    synchronized (stuck) {
      stuck.addAll(executors);
    }
  }

  private void answered(Object executor) {
    synchronized (stuck) {
      stuck.remove(executor);
    }
  }

  /**
   * Asks these executors.
   *
   * @param executors the executors; this method removes those that have not answered an earlier
   *     round
   */
  synchronized Map<Object, Answers> ask(List<Object> executors) {
    if (executors.isEmpty()) {
      return new HashMap<>();
    }
    if (asking && System.nanoTime() - lastAsked < ONE_SCRAPE_NANOS) {
      return last;
    }
    synchronized (stuck) {
      if (stuck.size() >= MOST_STUCK) {
        return new HashMap<>();
      }
      executors.removeAll(stuck);
    }
    Round round = new Round(executors);
    round.addThread();
    last = round.await();
    asking = true;
    lastAsked = System.nanoTime();
    return last;
  }
}
