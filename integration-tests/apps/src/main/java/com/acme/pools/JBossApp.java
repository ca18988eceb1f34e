package com.acme.pools;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.threads.EnhancedQueueExecutor;
import org.jboss.threads.JBossThreadFactory;

/** The enhanced queue executor; scheduled tasks where it has them. */
public final class JBossApp {
  private static final int DELAYED = 4;
  private static final int ROUNDS = 5;
  private static final int LEFT = 3;

  private JBossApp() {}

  public static void main(String[] args) throws Exception {
    EnhancedQueueExecutor pool = pool("app", Integer.MAX_VALUE);
    Load.on(pool, 2);
    Load.pause();
    Load.on(pool, 2);
    Load.pause();
    CountDownLatch release = Load.occupy(pool, 2);
    for (int i = 0; i < LEFT; i++) {
      pool.execute(() -> {});
    }
    System.out.println("> left " + pool.shutdownNow().size());
    release.countDown();
    Load.end(pool);
    Load.expectRefusal(pool, 2);

    EnhancedQueueExecutor full = pool("full", 1);
    release = Load.occupy(full, 2);
    full.execute(() -> {});
    Load.expectRefusal(full, 3);
    release.countDown();
    Load.end(full);

    ExecutorService timed = pool("timed", Integer.MAX_VALUE);
    if (timed instanceof ScheduledExecutorService) {
      schedule((ScheduledExecutorService) timed);
    }
    // Nobody holds what was given back, which only this shows.
    System.gc();
    Load.pause();
    System.exit(0);
  }

  private static EnhancedQueueExecutor pool(String name, int queue) {
    return new EnhancedQueueExecutor.Builder()
        .setCorePoolSize(2)
        .setMaximumPoolSize(2)
        .setMaximumQueueSize(queue)
        .setThreadFactory(new JBossThreadFactory(null, true, null, name + "-%t", null, null))
        .build();
  }

  private static void schedule(ScheduledExecutorService timed) throws Exception {
    Future<?>[] delayed = new Future<?>[DELAYED];
    for (int i = 0; i < DELAYED; i++) {
      delayed[i] = timed.schedule(() -> {}, 20 - i, TimeUnit.MILLISECONDS);
    }
    timed.schedule(() -> {}, 1, TimeUnit.HOURS).cancel(false);
    Future<?> failing =
        timed.schedule(
            () -> {
              throw new Load.Failure();
            },
            1,
            TimeUnit.MILLISECONDS);
    Load.expectFailure(failing);
    for (Future<?> future : delayed) {
      future.get();
    }
    AtomicInteger rounds = new AtomicInteger();
    CountDownLatch over = new CountDownLatch(1);
    Future<?> repeated =
        timed.scheduleWithFixedDelay(
            () -> {
              int round = rounds.incrementAndGet();
              if (round == ROUNDS) {
                over.countDown();
                Load.awaitInterrupt();
              } else if (round > ROUNDS) {
                // Versions 3.5 do not cancel a task that runs.
                throw new Load.Failure();
              }
            },
            1,
            1,
            TimeUnit.MILLISECONDS);
    over.await();
    repeated.cancel(true);
  }
}
