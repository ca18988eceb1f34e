package com.acme.jobs;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Has a pool whose own queue waits in {@code size()} for a lock that somebody holds, one whose
 * queue throws an error there, and one that is like any other.
 */
public final class HungQueueApp {
  private HungQueueApp() {}

  public static void main(String[] args) throws Exception {
    Object lock = new Object();
    pool("hung", new HangingQueue(lock));
    pool("failing", new FailingQueue());
    pool("plain", new LinkedBlockingQueue<>());
    CountDownLatch held = new CountDownLatch(1);
    Thread holder =
        new Thread(
            () -> {
              synchronized (lock) {
                held.countDown();
                try {
                  Thread.sleep(Long.MAX_VALUE);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            });
    holder.setDaemon(true);
    holder.start();
    held.await();
    await();
    System.exit(0);
  }

  private static void pool(String name, LinkedBlockingQueue<Runnable> queue) throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.MINUTES, queue, task -> new Thread(task, name + "-pool"));
    pool.submit(() -> {}).get();
  }

  private static void await() throws IOException {
    System.out.println("> waiting");
    for (int c = System.in.read(); c != '\n' && c >= 0; c = System.in.read()) {
      // To the end of the line.
    }
  }

  /** Takes a lock to count, as a queue over something remote might. */
  static final class HangingQueue extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;
    private final transient Object lock;

    HangingQueue(Object lock) {
      this.lock = lock;
    }

    @Override
    public int size() {
      synchronized (lock) {
        return super.size();
      }
    }
  }

  /** Cannot be counted. */
  static final class FailingQueue extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;

    @Override
    public int size() {
      throw new AssertionError("not to be counted");
    }
  }
}
