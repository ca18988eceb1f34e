package com.acme.executors;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * {@code MemoryApp <tasks>}: waits, runs that many tasks and prints by how many bytes the heap has
 * grown; then prints what of its leftovers is still there when everything has been collected that
 * can be, and waits again.
 */
public final class MemoryApp {
  private static final int AT_ONCE = 1_000;

  private MemoryApp() {}

  public static void main(String[] args) throws Exception {
    int tasks = Integer.parseInt(args[0]);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    // Whatever the agent has to find when it is attached is there.
    run(AT_ONCE);
    System.out.println("> waiting");
    in.readLine();
    run(tasks / 10);
    long before = used();
    run(tasks);
    Program.fact("heap.growth", used() - before);
    Leftovers leftovers = new Leftovers();
    leftovers.leave();
    System.out.println("> collecting");
    leftovers.awaitCollection();
    leftovers.report();
    System.out.println("> waiting");
    in.readLine();
  }

  private static long used() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(20);
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static void run(int tasks) throws InterruptedException {
    ExecutorService pool = Program.fixed("many", 2);
    ForkJoinPool forkJoin = Program.forkJoin("many-forks", 2);
    ScheduledThreadPoolExecutor scheduled =
        new ScheduledThreadPoolExecutor(1, Program.threads("many-scheduled"));
    Semaphore waiting = new Semaphore(AT_ONCE);
    for (int i = 0; i < tasks; i++) {
      waiting.acquire();
      switch (i % 8) {
        case 0:
          pool.submit(() -> waiting.release());
          break;
        case 1:
          forkJoin.execute(() -> waiting.release());
          break;
        case 2:
          forkJoin.submit(() -> waiting.release());
          break;
        case 3:
          scheduled.schedule(() -> waiting.release(), 1, TimeUnit.NANOSECONDS);
          break;
        case 4:
          CompletableFuture.runAsync(() -> waiting.release(), pool);
          break;
        case 5:
          CompletableFuture.runAsync(() -> waiting.release());
          break;
        default:
          pool.execute(() -> waiting.release());
      }
    }
    waiting.acquire(AT_ONCE);
    Program.close(pool);
    Program.close(forkJoin);
    Program.close(scheduled);
  }
}
