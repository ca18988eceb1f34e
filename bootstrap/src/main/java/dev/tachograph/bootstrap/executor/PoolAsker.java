package dev.tachograph.bootstrap.executor;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks executors of which the application has written a part, a queue of its own for one: that part
 * may do anything, wait for a lock that somebody holds for ever included.
 *
 * <p>So they are asked by a thread of their own, for which the scrape waits no longer than that.
 * What has not answered by then is not asked again until it has, and costs only its own series.
 */
final class PoolAsker {
  /** For how long a scrape waits for all of them together. */
  private static final long PATIENCE_MILLIS = 1_000;

  /** The families of one scrape share one round of questions. */
  private static final long ONE_SCRAPE_NANOS = 20_000_000;

  /** With so many that never answered, none is asked any more. */
  private static final int MOST_STUCK = 4;

  /** What an executor has answered. */
  static final class Answers {
    private final double[] values = new double[PoolGauges.Kind.values().length];

    /** Whether tasks may have left the queue that have not started. */
    boolean mayHoldTasks;

    double of(PoolGauges.Kind kind) {
      return values[kind.ordinal()];
    }
  }

  /** One round of questions. */
  private final class Round implements Runnable {
    private final List<Object> executors;
    private final Map<Object, Answers> answers = new IdentityHashMap<>();
    private @Nullable Object asked;
    private boolean over;

    Round(List<Object> executors) {
      this.executors = executors;
    }

    @Override
    public void run() {
      for (int i = 0; i < executors.size() && begin(executors.get(i)); i++) {
        Object executor = executors.get(i);
        Answers given = null;
        try {
          given = ask(executor);
        } catch (Throwable e) {
          // A class of the application may fail in any way when asked.
        } finally {
          end(executor, given);
        }
      }
      finish();
    }

    private synchronized boolean begin(Object executor) {
      asked = executor;
      return !over;
    }

    private void end(Object executor, @Nullable Answers given) {
      synchronized (this) {
        asked = null;
        if (given != null && !over) {
          answers.put(executor, given);
        }
      }
      answered(executor);
    }

    private synchronized void finish() {
      over = true;
      notifyAll();
    }

    /** Waits for the answers; what is asked when patience is over will not be asked again. */
    synchronized Map<Object, Answers> await() {
      long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
      try {
        for (long left = PATIENCE_MILLIS; !over && left > 0; ) {
          wait(left);
          left = (end - System.nanoTime()) / 1_000_000;
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      if (!over && asked != null) {
        stuck(asked);
      }
      over = true;
      return answers;
    }
  }

  /** Executors that are still to answer an earlier round. */
  private final Set<Object> stuck =
      Collections.newSetFromMap(new IdentityHashMap<Object, Boolean>());

  private Map<Object, Answers> last = new HashMap<>();
  private long lastAsked;
  private boolean asking;

  private static Answers ask(Object executor) {
    Answers answers = new Answers();
    for (PoolGauges.Kind kind : PoolGauges.Kind.values()) {
      answers.values[kind.ordinal()] = PoolState.read(kind, executor);
    }
    answers.mayHoldTasks = PoolState.mayHoldTasks(executor);
    return answers;
  }

  private void stuck(Object executor) {
    synchronized (stuck) {
      stuck.add(executor);
    }
  }

  private void answered(Object executor) {
    synchronized (stuck) {
      stuck.remove(executor);
    }
  }

  /**
   * What these executors answer.
   *
   * @param executors is changed: without those that have yet to answer from before
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
    try {
      Thread thread = new Thread(round, "tachograph-pools");
      thread.setDaemon(true);
      thread.start();
      last = round.await();
    } catch (OutOfMemoryError e) {
      // No thread can be had: nobody is asked this time.
      last = new HashMap<>();
    }
    asking = true;
    lastAsked = System.nanoTime();
    return last;
  }
}
