package com.acme.executors;

import static com.acme.executors.Program.close;
import static com.acme.executors.Program.fact;
import static com.acme.executors.Program.threads;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tasks with a time of their own. */
final class Schedules {
  private Schedules() {}

  static void addTo(Program program) {
    program.scene("lateness", Schedules::lateness);
    program.scene("fixed-rate", () -> periodic("fixed-rate", true));
    program.scene("fixed-delay", () -> periodic("fixed-delay", false));
    program.scene("periodic-fails", Schedules::periodicFails);
    program.scene("delayed-dropped", Schedules::delayedDropped);
    program.scene("periodic-shut-down", Schedules::periodicShutDown);
    program.scene("scheduled-now", Schedules::scheduledNow);
    program.scene("scheduled-late", Schedules::afterShutdown);
    program.scene("scheduled-removed", Schedules::removed);
  }

  private static ScheduledThreadPoolExecutor pool(String name) {
    return new ScheduledThreadPoolExecutor(1, threads(name));
  }

  /** The second task is due while the first one keeps the thread. */
  private static void lateness() throws Exception {
    ScheduledExecutorService pool =
        Executors.unconfigurableScheduledExecutorService(
            Executors.newScheduledThreadPool(1, threads("lateness")));
    CountDownLatch gate = new CountDownLatch(1);
    long beforeFirst = System.nanoTime();
    Future<Long> firstStarted = pool.submit(() -> ThreadPools.occupied(gate));
    long delay = TimeUnit.MILLISECONDS.toNanos(20);
    long before = System.nanoTime();
    ScheduledFuture<Long> started = pool.schedule(System::nanoTime, delay, TimeUnit.NANOSECONDS);
    long handedIn = System.nanoTime();
    while (System.nanoTime() - handedIn <= delay) {
      Thread.sleep(5);
    }
    long opened = System.nanoTime();
    gate.countDown();
    fact("lateness.at-least", opened - handedIn - delay);
    fact("lateness.at-most", firstStarted.get() - beforeFirst + started.get() - before - delay);
    close(pool);
  }

  private static void periodic(String name, boolean fixedRate) throws InterruptedException {
    ScheduledThreadPoolExecutor pool = pool(name);
    CountDownLatch runs = new CountDownLatch(5);
    ScheduledFuture<?>[] self = new ScheduledFuture<?>[1];
    CountDownLatch known = new CountDownLatch(1);
    Runnable task =
        () -> {
          Program.pass(known);
          runs.countDown();
          if (runs.getCount() == 0) {
            self[0].cancel(false);
          }
        };
    self[0] =
        fixedRate
            ? pool.scheduleAtFixedRate(task, 0, 1, TimeUnit.MILLISECONDS)
            : pool.scheduleWithFixedDelay(task, 0, 1, TimeUnit.MILLISECONDS);
    known.countDown();
    runs.await();
    close(pool);
  }

  private static void periodicFails() throws InterruptedException {
    ScheduledThreadPoolExecutor pool = pool("periodic-fails");
    int[] left = {3};
    ScheduledFuture<?> future =
        pool.scheduleAtFixedRate(
            () -> {
              if (left[0]-- == 0) {
                Program.fail();
              }
            },
            0,
            1,
            TimeUnit.MILLISECONDS);
    try {
      future.get();
    } catch (ExecutionException e) {
      fact("periodic-fails.thrown", 1);
    }
    close(pool);
  }

  private static void delayedDropped() throws InterruptedException {
    ScheduledThreadPoolExecutor pool = pool("delayed-dropped");
    pool.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    pool.execute(Program::nothing);
    Program.until(() -> pool.getCompletedTaskCount() == 1);
    for (int i = 0; i < 3; i++) {
      pool.schedule(Program::nothing, 1, TimeUnit.HOURS);
    }
    close(pool);
  }

  private static void periodicShutDown() throws InterruptedException {
    ScheduledThreadPoolExecutor pool = pool("periodic-shut-down");
    pool.scheduleAtFixedRate(Program::nothing, 1, 1, TimeUnit.HOURS);
    pool.scheduleWithFixedDelay(Program::nothing, 1, 1, TimeUnit.HOURS);
    close(pool);
  }

  private static void scheduledNow() throws InterruptedException {
    ScheduledThreadPoolExecutor pool = pool("scheduled-now");
    for (int i = 0; i < 4; i++) {
      pool.schedule(Program::nothing, 1, TimeUnit.HOURS);
    }
    fact("scheduled-now.dropped", pool.shutdownNow().size());
    Program.ended(pool);
  }

  private static void afterShutdown() throws InterruptedException {
    ScheduledThreadPoolExecutor pool = pool("scheduled-late");
    pool.schedule(Program::nothing, 0, TimeUnit.SECONDS);
    close(pool);
    try {
      pool.schedule(Program::nothing, 0, TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      fact("scheduled-late.refused", 1);
    }
  }

  /** One is removed as it is cancelled, one stays until it is due, one until a purge. */
  private static void removed() throws Exception {
    ScheduledThreadPoolExecutor pool = pool("scheduled-removed");
    CountDownLatch gate = new CountDownLatch(1);
    Program.occupy(pool, gate);
    pool.schedule(Program::nothing, 20, TimeUnit.MILLISECONDS).cancel(false);
    gate.countDown();
    pool.schedule(Program::nothing, 1, TimeUnit.HOURS).cancel(false);
    pool.setRemoveOnCancelPolicy(true);
    pool.schedule(Program::nothing, 1, TimeUnit.HOURS).cancel(false);
    Program.until(() -> pool.getQueue().size() == 1);
    pool.purge();
    pool.schedule(Program::nothing, 0, TimeUnit.SECONDS).get();
    close(pool);
  }
}
