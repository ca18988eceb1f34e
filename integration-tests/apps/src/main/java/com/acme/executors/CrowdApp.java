package com.acme.executors;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * {@code CrowdApp order <tasks>}: hands that many tasks to each of two pools with 64 threads, which
 * do not run them in the order in which they come. {@code CrowdApp drop <tasks>}: hands them to
 * pools whose handler takes the oldest out of the queue by itself. Prints what became of them, and
 * waits.
 */
public final class CrowdApp {
  private static final int THREADS = 64;
  private static final int QUEUED_AT_ONCE = 3_000;
  private static final int ROOM = 100;

  private CrowdApp() {}

  /** A task of some importance. */
  private static final class Job implements Runnable, Comparable<Job> {
    private final int importance;
    private final AtomicLong ran;

    Job(int importance, AtomicLong ran) {
      this.importance = importance;
      this.ran = ran;
    }

    @Override
    public void run() {
      ran.incrementAndGet();
    }

    @Override
    public int compareTo(Job other) {
      return Integer.compare(importance, other.importance);
    }
  }

  public static void main(String[] args) throws Exception {
    int tasks = Integer.parseInt(args[1]);
    if (args[0].equals("order")) {
      byPriority(tasks);
      scheduled(tasks);
    } else {
      drop("same", tasks, false);
      drop("other", tasks, true);
    }
    System.out.println("> waiting");
    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
    System.exit(0);
  }

  private static void byPriority(int tasks) throws InterruptedException {
    AtomicLong ran = new AtomicLong();
    Random random = new Random(7);
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new PriorityBlockingQueue<>(),
            Program.threads("by-priority"));
    for (int i = 0; i < tasks; i++) {
      awaitRoom(pool);
      pool.execute(new Job(random.nextInt(), ran));
    }
    Program.close(pool);
    Program.fact("by-priority.ran", ran.get());
  }

  private static void scheduled(int tasks) throws InterruptedException {
    AtomicLong ran = new AtomicLong();
    Random random = new Random(7);
    ScheduledThreadPoolExecutor pool =
        new ScheduledThreadPoolExecutor(THREADS, Program.threads("by-time"));
    for (int i = 0; i < tasks; i++) {
      awaitRoom(pool);
      pool.schedule(ran::incrementAndGet, random.nextInt(3_000), TimeUnit.MICROSECONDS);
    }
    Program.close(pool);
    Program.fact("by-time.ran", ran.get());
  }

  private static void awaitRoom(ThreadPoolExecutor pool) throws InterruptedException {
    while (pool.getQueue().size() > QUEUED_AT_ONCE) {
      Thread.sleep(1);
    }
  }

  /** Never rests meanwhile, and is not scraped either. */
  private static void drop(String name, int tasks, boolean each) throws InterruptedException {
    AtomicLong ran = new AtomicLong();
    AtomicLong dropped = new AtomicLong();
    RejectedExecutionHandler dropsOldest =
        (task, pool) -> {
          dropped.addAndGet(pool.getQueue().poll() == null ? 0 : 1);
          pool.execute(task);
        };
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(ROOM),
            Program.threads("drops-" + name),
            dropsOldest);
    Runnable same =
        () -> {
          ran.incrementAndGet();
          pause();
        };
    for (int i = 0; i < tasks; i++) {
      pool.execute(each ? () -> same.run() : same);
    }
    Program.close(pool);
    Program.fact("drops-" + name + ".ran", ran.get());
    Program.fact("drops-" + name + ".dropped", dropped.get());
  }

  private static void pause() {
    try {
      Thread.sleep(1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
