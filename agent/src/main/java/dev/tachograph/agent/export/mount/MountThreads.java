package dev.tachograph.agent.export.mount;

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
    boolean started = false;
    try {
      AgentThread.start("mount", this);
      started = true;
    } finally {
      if (!started) {
        synchronized (waiting) {
          threads--;
          waiting.remove(work);
        }
      }
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
        work.run();
      }
    } finally {
      if (!ended) {
        synchronized (waiting) {
          threads--;
        }
      }
    }
  }
}
