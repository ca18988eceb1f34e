package com.acme.executors;

import static com.acme.executors.Program.occupy;
import static com.acme.executors.Program.threads;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionHandler;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tasks and executors that nobody needs any more, each left in another way. */
final class Leftovers {
  private static final int TASKS = 500;

  /** The executors that live on, and would hold what they have not let go of. */
  private final List<Object> alive = new ArrayList<>();

  private final Map<String, List<WeakReference<Object>>> left = new LinkedHashMap<>();

  /** A task that refers to its executor, as most do. */
  private static final class Task implements Runnable {
    final Object executor;

    Task(Object executor) {
      this.executor = executor;
    }

    @Override
    public void run() {}
  }

  void leave() throws Exception {
    dropped();
    outOfTheQueue();
    refused("abort", new ThreadPoolExecutor.AbortPolicy());
    refused("discard", new ThreadPoolExecutor.DiscardPolicy());
    refused("discard-oldest", new ThreadPoolExecutor.DiscardOldestPolicy());
    refused("ignored", (task, pool) -> {});
    scheduled();
    forks();
    stages();
    ran();
  }

  private <T> T watch(String how, T object) {
    left.computeIfAbsent(how, key -> new ArrayList<>()).add(new WeakReference<>(object));
    return object;
  }

  private ThreadPoolExecutor busy(CountDownLatch gate) throws InterruptedException {
    ThreadPoolExecutor pool = Program.fixed("leftovers", 1);
    occupy(pool, gate);
    alive.add(pool);
    return pool;
  }

  private List<Future<?>> submit(String how, ExecutorService pool) {
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      futures.add(watch(how, pool.submit(watch(how, new Task(pool)))));
    }
    return futures;
  }

  /** A pool that gets no thread keeps its tasks. */
  private void dropped() throws InterruptedException {
    ThreadFactory none = task -> null;
    submit(
        "dropped",
        watch(
            "dropped",
            new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), none)));
    ScheduledThreadPoolExecutor timed =
        watch("dropped-scheduled", new ScheduledThreadPoolExecutor(1, none));
    submit("dropped-scheduled", timed);
    ThreadPoolExecutor closed = watch("closed", Program.fixed("leftovers", 1));
    submit("closed", closed);
    Program.close(closed);
    ForkJoinPool forks = watch("closed-forks", Program.forkJoin("leftovers", 1));
    submit("closed-forks", forks);
    Program.close(forks);
  }

  private void outOfTheQueue() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    alive.add(gate);
    ThreadPoolExecutor cleared = busy(gate);
    submit("cleared", cleared);
    cleared.getQueue().clear();
    ThreadPoolExecutor purged = busy(gate);
    submit("purged", purged).forEach(future -> future.cancel(false));
    purged.purge();
    ThreadPoolExecutor removed = busy(gate);
    submit("removed", removed).forEach(future -> removed.remove((Runnable) future));
    ThreadPoolExecutor stopped = busy(gate);
    submit("stopped", stopped);
    stopped.shutdownNow();
  }

  private void refused(String how, RejectedExecutionHandler handler) throws InterruptedException {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(1), threads("leftovers"), handler);
    CountDownLatch gate = new CountDownLatch(1);
    alive.add(gate);
    alive.add(pool);
    occupy(pool, gate);
    for (int i = 0; i < TASKS; i++) {
      try {
        pool.execute(watch(how, new Task(pool)));
      } catch (java.util.concurrent.RejectedExecutionException e) {
        // As it should be.
      }
    }
    pool.getQueue().clear();
  }

  private void scheduled() throws InterruptedException {
    ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1, threads("leftovers"));
    alive.add(pool);
    List<Future<?>> futures = new ArrayList<>();
    for (int i = 0; i < TASKS; i++) {
      Task task = watch("scheduled", new Task(pool));
      futures.add(watch("scheduled", pool.schedule(task, 1, TimeUnit.HOURS)));
      futures.add(watch("periodic", pool.scheduleAtFixedRate(task, 1, 1, TimeUnit.HOURS)));
    }
    futures.forEach(future -> future.cancel(false));
    pool.purge();
  }

  private void forks() throws InterruptedException {
    ForkJoinPool pool = Program.forkJoin("leftovers", 1);
    alive.add(pool);
    CountDownLatch gate = new CountDownLatch(1);
    occupy(pool, gate);
    List<Future<?>> futures = submit("forks", pool);
    futures.forEach(future -> future.cancel(false));
    gate.countDown();
    Program.until(pool::isQuiescent);
    for (int i = 0; i < TASKS; i++) {
      ForkJoinTask<?> future = pool.submit(watch("forked", new Task(pool)));
      watch("forked", future).join();
    }
  }

  private void stages() throws InterruptedException {
    CountDownLatch gate = new CountDownLatch(1);
    ThreadPoolExecutor pool = busy(gate);
    for (int i = 0; i < TASKS; i++) {
      Task task = watch("stages", new Task(pool));
      CompletableFuture<Void> stage = CompletableFuture.runAsync(task, pool);
      watch("stages", stage.thenRunAsync(task)).cancel(false);
      watch("stages", stage).cancel(false);
    }
    gate.countDown();
    Program.idle(pool);
  }

  /** What has run is not kept by the threads that have run it or handed it in. */
  private void ran() throws Exception {
    ThreadPoolExecutor pool = Program.fixed("leftovers", 2);
    alive.add(pool);
    for (Future<?> future : submit("ran", pool)) {
      future.get();
    }
    for (int i = 0; i < TASKS; i++) {
      Task task = watch("failed", new Task(pool));
      pool.execute(
          () -> {
            task.run();
            Program.fail();
          });
    }
    Program.idle(pool);
    if (Runtime.version().feature() >= 21) {
      ExecutorService perTask =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      alive.add(perTask);
      for (Future<?> future : submit("per-task", perTask)) {
        future.get();
      }
    }
  }

  /** Gives up after a while: then it is for the report to say what is still there. */
  void awaitCollection() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (held() > 0 && System.nanoTime() - end < 0) {
      System.gc();
      Thread.sleep(50);
    }
  }

  private long held() {
    return left.values().stream().mapToLong(Leftovers::held).sum();
  }

  private static long held(List<WeakReference<Object>> references) {
    return references.stream().filter(reference -> reference.get() != null).count();
  }

  void report() {
    left.forEach(
        (how, references) ->
            System.out.println("> left " + how + " " + held(references) + " " + references.size()));
    Program.fact("alive", alive.size());
  }
}
