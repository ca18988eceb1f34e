package com.acme.executors;

import static com.acme.executors.Program.close;
import static com.acme.executors.Program.fixed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;

/** The asynchronous stages of CompletableFuture. */
final class Stages {
  private Stages() {}

  static void addTo(Program program) {
    program.scene(
        "stages",
        () -> {
          ExecutorService pool = fixed("stages", 2);
          everyStage(pool);
          close(pool);
        });
    program.scene(
        "fork-join-stages",
        () -> {
          ForkJoinPool pool = Program.forkJoin("fork-join-stages", 2);
          everyStage(pool);
          close(pool);
        });
    program.scene(
        "scheduled-stages",
        () -> {
          ExecutorService pool =
              Executors.newScheduledThreadPool(2, Program.threads("scheduled-stages"));
          everyStage(pool);
          close(pool);
        });
    program.scene(
        "decorated-stages",
        () -> {
          ExecutorService pool = fixed("decorated-stages", 2);
          everyStage(stage -> pool.execute(() -> stage.run()));
          close(pool);
        });
    program.scene("stage-done-before", Stages::doneBefore);
  }

  /** Twelve tasks, five of which fail. */
  private static void everyStage(Executor pool) {
    CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> 1, pool);
    CompletableFuture<Integer> failed = CompletableFuture.supplyAsync(Program::fail, pool);
    CompletableFuture<?>[] all = {
      CompletableFuture.runAsync(Program::nothing, pool),
      CompletableFuture.runAsync(Program::fail, pool),
      one.thenApplyAsync(i -> i + 1, pool),
      one.thenApplyAsync(i -> Program.fail(), pool),
      one.thenAcceptAsync(i -> {}, pool),
      one.thenComposeAsync(i -> CompletableFuture.completedFuture(2), pool),
      one.whenCompleteAsync((i, e) -> Program.fail(), pool),
      one.thenCombineAsync(one, Integer::sum, pool),
      failed.handleAsync((i, e) -> 1, pool),
      one.runAfterEitherAsync(one, Program::fail, pool),
      // Not the pool's: it runs in whichever thread comes by.
      failed.exceptionally(e -> 1)
    };
    CompletableFuture.allOf(all).exceptionally(e -> null).join();
  }

  /** The stage is completed by another before its task is run. */
  private static void doneBefore() throws InterruptedException {
    ExecutorService pool = fixed("stage-done-before", 1);
    CountDownLatch gate = new CountDownLatch(1);
    Program.occupy(pool, gate);
    CompletableFuture.supplyAsync(() -> 1, pool).complete(2);
    CompletableFuture<Integer> late = CompletableFuture.supplyAsync(() -> 1, pool);
    late.orTimeout(1, TimeUnit.MILLISECONDS).exceptionally(e -> 1).join();
    CompletableFuture.supplyAsync(() -> 1, pool).cancel(false);
    gate.countDown();
    close(pool);
  }

  /** On the executor that a CompletableFuture chooses for itself. */
  static void onNoPool() {
    CompletableFuture<?>[] all = new CompletableFuture<?>[10];
    for (int i = 0; i < all.length; i++) {
      boolean good = i % 5 != 0;
      all[i] = CompletableFuture.supplyAsync(() -> good ? 1 : Program.fail());
    }
    CompletableFuture.allOf(all).exceptionally(e -> null).join();
    CompletableFuture.completedFuture(1).thenApplyAsync(i -> i + 1).join();
  }
}
