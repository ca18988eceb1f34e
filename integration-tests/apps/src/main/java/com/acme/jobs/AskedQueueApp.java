package com.acme.jobs;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Has pools with queues that count how often they were asked for their size, and prints that
 * whenever it goes on: one pool is open, one is shut down and idle, one is shut down and still has
 * a task that runs, one has a name of its own.
 */
public final class AskedQueueApp {
  private AskedQueueApp() {}

  public static void main(String[] args) throws Exception {
    CountingQueue open = pool("open", false, false);
    CountingQueue closed = pool("closed", true, false);
    CountingQueue closing = pool("closing", true, true);
    CountingQueue named = pool("named", false, false);
    for (int i = 0; i < 2; i++) {
      CountingQueue.forgetAll(open, closed, closing, named);
      await();
      System.out.println("> asked open " + open.asked);
      System.out.println("> asked closed " + closed.asked);
      System.out.println("> asked closing " + closing.asked);
      System.out.println("> asked named " + named.asked);
    }
    System.exit(0);
  }

  private static CountingQueue pool(String name, boolean shutDown, boolean busy) throws Exception {
    CountingQueue queue = new CountingQueue();
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 1, TimeUnit.MINUTES, queue, task -> new Thread(task, name + "-pool"));
    pool.submit(() -> {}).get();
    while (pool.getCompletedTaskCount() == 0) {
      Thread.sleep(1);
    }
    if (busy) {
      CountDownLatch running = new CountDownLatch(1);
      pool.execute(() -> sleep(running));
      running.await();
    }
    if (shutDown) {
      pool.shutdown();
    }
    if (shutDown && !busy) {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    }
    return queue;
  }

  private static void sleep(CountDownLatch running) {
    running.countDown();
    try {
      Thread.sleep(Long.MAX_VALUE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await() throws IOException {
    System.out.println("> waiting");
    for (int c = System.in.read(); c != '\n' && c >= 0; c = System.in.read()) {
      // To the end of the line.
    }
  }

  /** Counts only what comes from outside of the pool's own work, which asks whether it is empty. */
  static final class CountingQueue extends LinkedBlockingQueue<Runnable> {
    private static final long serialVersionUID = 1;
    final AtomicInteger asked = new AtomicInteger();

    static void forgetAll(CountingQueue... queues) {
      for (CountingQueue queue : queues) {
        queue.asked.set(0);
      }
    }

    @Override
    public int size() {
      asked.incrementAndGet();
      return super.size();
    }

    @Override
    public boolean isEmpty() {
      return super.size() == 0;
    }
  }
}
