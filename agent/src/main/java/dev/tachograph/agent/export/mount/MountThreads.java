package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A few threads that end when there is nothing to do. Thread-safe. */
final class MountThreads implements Executor, Runnable {
  private static final int THREADS = 4;
  private static final int WAITING = 60;

  /** It is the lock of the other field too. */
  private final Deque<Runnable> waiting = new ArrayDeque<>();

  private int threads;

  /**
   * @throws RejectedExecutionException if too much is waiting
   * @throws OutOfMemoryError if there can be no more threads
   */
  @Override
  public void execute(Runnable work) {
    synchronized (waiting) {
      if (waiting.size() == WAITING) {
        throw new RejectedExecutionException();
      }
      waiting.add(work);
      if (threads == THREADS) {
        return;
      }
      threads++;
    }
    try {
      AgentThread.start("mount", this);
    } catch (OutOfMemoryError e) {
      synchronized (waiting) {
        threads--;
        if (!waiting.remove(work)) {
          return; // Another thread does it.
        }
      }
      throw e;
    }
  }

  /** The loop of a thread. Do not call it. */
  @Override
  public void run() {
    boolean ended = false;
    try {
      for (; ; ) {
        Runnable work;
        synchronized (waiting) {
          work = waiting.poll();
          if (work == null) {
            threads--;
            ended = true;
            return;
          }
        }
        run(work);
      }
    } finally {
      if (!ended) {
        synchronized (waiting) {
          threads--;
        }
      }
    }
  }

  /** What waits does not suffer from what is done before. */
  private static void run(Runnable work) {
    try {
      work.run();
    } catch (Error e) {
      AgentLog.errorOnce("mount:" + e.getClass(), "a scrape through http.mount failed: " + e);
    }
  }
}
