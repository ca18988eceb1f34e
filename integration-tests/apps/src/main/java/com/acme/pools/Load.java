package com.acme.pools;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What a pool is given to do: {@value #SUCCEED} tasks that succeed, {@value #THROW} that throw,
 * {@value #FAIL} whose futures fail, one for each thread that occupies it, and {@value #CANCEL}
 * that are cancelled before they run.
 */
final class Load {
  static final int SUCCEED = 20;
  static final int THROW = 5;
  static final int FAIL = 3;
  static final int CANCEL = 2;

  private Load() {}

  /** A failure that an application means. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure() {
      super("meant to fail");
    }
  }

  /** Gives it all to a pool with that many threads. */
  static void on(Executor pool, int threads) throws Exception {
    on(pool, threads, THROW);
  }

  /** The same for a pool that may not stand a task that throws. */
  static void on(Executor pool, int threads, int thrown) throws Exception {
    CountDownLatch done = new CountDownLatch(SUCCEED + thrown);
    CompletableFuture<String> callers = new CompletableFuture<>();
    pool.execute(
        () -> {
          callers.complete(frames(Thread.currentThread().getStackTrace()));
          done.countDown();
        });
    for (int i = 1; i < SUCCEED; i++) {
      pool.execute(done::countDown);
    }
    System.out.println("> called by " + callers.get());
    for (int i = 0; i < thrown; i++) {
      pool.execute(
          () -> {
            done.countDown();
            throw new Failure();
          });
    }
    done.await();
    List<Future<?>> failing = new ArrayList<>();
    for (int i = 0; i < FAIL; i++) {
      failing.add(
          submit(
              pool,
              () -> {
                throw new Failure();
              }));
    }
    for (Future<?> future : failing) {
      System.out.println("> future " + future.getClass().getName());
      expectFailure(future);
    }
    CountDownLatch release = occupy(pool, threads);
    List<Future<?>> cancelled = new ArrayList<>();
    for (int i = 0; i < CANCEL; i++) {
      cancelled.add(submit(pool, () -> null));
    }
    for (Future<?> future : cancelled) {
      future.cancel(false);
    }
    release.countDown();
  }

  /** Keeps that many threads busy until the latch is counted down. */
  static CountDownLatch occupy(Executor pool, int threads) throws InterruptedException {
    CountDownLatch occupied = new CountDownLatch(threads);
    CountDownLatch release = new CountDownLatch(1);
    for (int i = 0; i < threads; i++) {
      pool.execute(
          () -> {
            occupied.countDown();
            await(release);
          });
    }
    occupied.await();
    return release;
  }

  /** Waits, whoever interrupts. */
  static void await(CountDownLatch latch) {
    boolean interrupted = false;
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits until somebody interrupts. */
  static void awaitInterrupt() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static Future<?> submit(Executor pool, Callable<?> task) {
    if (pool instanceof ExecutorService) {
      return ((ExecutorService) pool).submit(task);
    }
    FutureTask<?> future = new FutureTask<>(task);
    pool.execute(future);
    return future;
  }

  static void expectFailure(Future<?> future) throws InterruptedException {
    try {
      future.get();
      throw new IllegalStateException("has not failed");
    } catch (java.util.concurrent.ExecutionException e) {
      if (!(e.getCause() instanceof Failure)) {
        throw new IllegalStateException("failed in another way", e);
      }
      System.out.println("> failed with " + frames(e.getCause().getStackTrace()));
    }
  }

  /** Without line numbers: which of a pool's ways a task takes may depend on the moment. */
  private static String frames(StackTraceElement[] frames) {
    return Arrays.stream(frames)
        .map(frame -> frame.getClassName() + "." + frame.getMethodName())
        .collect(Collectors.joining(" < "));
  }

  /** Hands in that many tasks that must be refused. */
  static void expectRefusal(Executor pool, int tasks) {
    for (int i = 0; i < tasks; i++) {
      try {
        pool.execute(() -> {});
        throw new IllegalStateException("was not refused");
      } catch (RejectedExecutionException e) {
        System.out.println("> refused with " + e.getClass().getName());
      }
    }
  }

  /** Shuts a pool down and waits until it has ended. */
  static void end(ExecutorService pool) throws InterruptedException {
    pool.shutdown();
    if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("does not end");
    }
  }

  /** Lets the test look, until it writes a line. */
  static void pause() throws IOException {
    System.out.println("> waiting");
    while (System.in.read() != '\n') {
      Thread.yield();
    }
  }
}
