package com.acme.executors;

import static com.acme.executors.Program.occupy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;

/** Empties the queue of a pool by itself, waits until the pool has nothing to do, and ends. */
public final class LostTasksApp {
  private static final int TASKS = 9;

  private LostTasksApp() {}

  public static void main(String[] args) throws Exception {
    ThreadPoolExecutor pool = Program.fixed("emptied", 1);
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    for (int i = 0; i < TASKS; i++) {
      pool.execute(() -> {});
    }
    pool.getQueue().clear();
    gate.countDown();
    Program.idle(pool);
    System.exit(0);
  }
}
