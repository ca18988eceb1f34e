package com.acme.executors;

import java.lang.reflect.Field;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Makes an executor, then waits in all the ways in which the JDK lets threads wait, which is where
 * it loads classes while it holds locks. Tells at the end whether the one that it always loads
 * there has a field more than it was compiled with.
 */
public final class WaitingApp {
  private WaitingApp() {}

  public static void main(String[] args) throws Exception {
    BlockingQueue<Runnable> queue = new LinkedBlockingQueue<>();
    ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, queue);
    System.out.println("> created");
    for (int i = 0; i < 3; i++) {
      CountDownLatch ran = new CountDownLatch(1);
      pool.execute(new Count(ran));
      ran.await();
      // The worker waits for the next.
      while (pool.getActiveCount() > 0) {
        Thread.yield();
      }
      waitInEveryWay();
    }
    pool.shutdown();
    pool.awaitTermination(1, TimeUnit.MINUTES);
    System.out.println("> waited");
    Class<?> loaded = Class.forName("java.util.concurrent.ForkJoinPool", false, null);
    for (Field field : loaded.getDeclaredFields()) {
      if (field.getName().startsWith("tachograph$")) {
        System.out.println("> woven");
      }
    }
  }

  private static void waitInEveryWay() throws InterruptedException {
    ReentrantLock lock = new ReentrantLock();
    Condition condition = lock.newCondition();
    lock.lock();
    try {
      condition.await(1, TimeUnit.MILLISECONDS);
    } finally {
      lock.unlock();
    }
    new LinkedBlockingQueue<>().poll(1, TimeUnit.MILLISECONDS);
    new SynchronousQueue<>().poll(1, TimeUnit.MILLISECONDS);
    new Semaphore(0).tryAcquire(1, TimeUnit.MILLISECONDS);
    new CountDownLatch(1).await(1, TimeUnit.MILLISECONDS);
  }

  /** No lambda, which loads classes of its own. */
  private static final class Count implements Runnable {
    private final CountDownLatch ran;

    Count(CountDownLatch ran) {
      this.ran = ran;
    }

    @Override
    public void run() {
      ran.countDown();
    }
  }
}
