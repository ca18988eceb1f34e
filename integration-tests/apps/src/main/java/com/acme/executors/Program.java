package com.acme.executors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Scenes by the names of their executors. Each has a first part, after which tasks may be at work
 * and executors open, and a second one, after which everything has come to rest.
 */
final class Program {
  /** A part of a scene. */
  interface Part {
    void play() throws Exception;
  }

  private final Map<String, Part> first = new LinkedHashMap<>();
  private final Map<String, Part> second = new LinkedHashMap<>();

  /** Executors that have to be there until the end, idle as they may be. */
  private final List<Object> kept = new ArrayList<>();

  void scene(String name, Part whole) {
    first.put(name, whole);
  }

  void scene(String name, Part before, Part after) {
    first.put(name, before);
    second.put(name, after);
  }

  void playFirst() throws Exception {
    for (Map.Entry<String, Part> part : first.entrySet()) {
      play(part);
    }
  }

  void playSecond() throws Exception {
    for (Map.Entry<String, Part> part : second.entrySet()) {
      play(part);
    }
  }

  private static void play(Map.Entry<String, Part> part) {
    try {
      part.getValue().play();
    } catch (Exception e) {
      throw new IllegalStateException(part.getKey(), e);
    }
  }

  <T> T keep(T executor) {
    kept.add(executor);
    return executor;
  }

  /** What only the program can know, for those who watch it. */
  static void fact(String name, long value) {
    System.out.println("> fact " + name + "=" + value);
  }

  static ThreadPoolExecutor fixed(String name, int threads) {
    return (ThreadPoolExecutor) Executors.newFixedThreadPool(threads, threads(name));
  }

  /** Daemons that are called after their executor, and say nothing when a task kills them. */
  static ThreadFactory threads(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setUncaughtExceptionHandler((t, e) -> {});
      thread.setDaemon(true);
      return thread;
    };
  }

  static ForkJoinPool forkJoin(String name, int parallelism) {
    return new ForkJoinPool(parallelism, forkJoinThreads(name), (t, e) -> {}, false);
  }

  static ForkJoinPool.ForkJoinWorkerThreadFactory forkJoinThreads(String name) {
    return pool -> {
      java.util.concurrent.ForkJoinWorkerThread thread =
          ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
      thread.setName(name + "-" + thread.getPoolIndex());
      return thread;
    };
  }

  static void close(ExecutorService executor) throws InterruptedException {
    executor.shutdown();
    ended(executor);
  }

  static void ended(ExecutorService executor) throws InterruptedException {
    if (!executor.awaitTermination(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("does not end: " + executor);
    }
  }

  static void idle(ThreadPoolExecutor pool) throws InterruptedException {
    until(() -> pool.getActiveCount() == 0 && pool.getQueue().isEmpty());
  }

  static void until(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("waited in vain");
      }
      Thread.sleep(1);
    }
  }

  /** Keeps a worker of the executor busy until the gate opens; returns when it is. */
  static void occupy(ExecutorService executor, CountDownLatch gate) throws InterruptedException {
    CountDownLatch busy = new CountDownLatch(1);
    executor.execute(
        () -> {
          busy.countDown();
          pass(gate);
        });
    busy.await();
  }

  static void pass(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void nothing() {}

  static int fail() {
    throw new IllegalStateException("a failing task");
  }
}
