package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.threads;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Stages of CompletableFuture, and what they hand to their executors. */
final class Stages {
  private Stages() {}

  static void show(Observer seen) throws Exception {
    handedOver(seen);
    chains(seen);
    ended(seen);
    onNoPool(seen);
  }

  /** Notes what it is handed, and lets a pool run it. */
  private static final class Noting implements Executor {
    final List<String> noted = Collections.synchronizedList(new ArrayList<>());
    private final Executor next;

    Noting(Executor next) {
      this.next = next;
    }

    @Override
    public void execute(Runnable task) {
      noted.add(
          task.getClass().getName()
              + " "
              + (task instanceof CompletableFuture.AsynchronousCompletionTask)
              + " "
              + (task instanceof Future));
      next.execute(task);
    }
  }

  private static void handedOver(Observer seen) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, threads("stages"));
    Noting noting = new Noting(pool);
    CompletableFuture<String> one = CompletableFuture.supplyAsync(() -> "a", noting);
    one.join();
    one.thenApplyAsync(s -> s, noting).join();
    one.thenAcceptAsync(s -> {}, noting).join();
    one.thenRunAsync(() -> {}, noting).join();
    one.handleAsync((s, e) -> s, noting).join();
    one.whenCompleteAsync((s, e) -> {}, noting).join();
    one.thenComposeAsync(s -> CompletableFuture.completedFuture(s), noting).join();
    one.thenCombineAsync(one, (a, b) -> a + b, noting).join();
    one.runAfterEitherAsync(one, () -> {}, noting).join();
    CompletableFuture.runAsync(() -> {}, noting).join();
    seen.see("handed over", noting.noted);
    CompletableFuture<String> slow = new CompletableFuture<>();
    slow.completeAsync(() -> "later", noting);
    seen.see("completed", slow.join());
    seen.see(
        "delayed",
        CompletableFuture.supplyAsync(
                () -> "d", CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS, noting))
            .join());
    close(pool);
  }

  private static void chains(Observer seen) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, threads("stages"));
    CountDownLatch gate = new CountDownLatch(1);
    CompletableFuture<String> first =
        CompletableFuture.supplyAsync(
            () -> {
              Observer.pass(gate);
              return "first";
            },
            pool);
    CompletableFuture<String> second = first.thenApplyAsync(s -> s + " second", pool);
    seen.see("open", first + " " + first.getNumberOfDependents() + " " + second);
    gate.countDown();
    seen.see("value", second.get());
    seen.see("closed", second + " " + second.getNumberOfDependents());
    CompletableFuture<String> failed =
        second.thenApplyAsync(
            s -> {
              throw new IllegalStateException("third");
            },
            pool);
    seen.see("recovered", failed.exceptionally(Throwable::toString).get());
    seen.see("failed", failed);
    CompletableFuture<String> seenBoth = failed.whenCompleteAsync((s, e) -> {}, pool);
    seen.see("passed on", seenBoth.handle((s, e) -> s + " " + e).get());
    seen.see("all", CompletableFuture.allOf(first, second).thenApply(v -> "all").get());
    close(pool);
  }

  private static void ended(Observer seen) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, threads("stages"));
    CountDownLatch gate = new CountDownLatch(1);
    Observer.occupy(pool, gate);
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Void> cancelled = CompletableFuture.runAsync(() -> ran.add("no"), pool);
    seen.see("cancel", cancelled.cancel(true) + " " + cancelled);
    CompletableFuture<String> timedOut =
        CompletableFuture.supplyAsync(() -> "late", pool).orTimeout(1, TimeUnit.MILLISECONDS);
    seen.see("timed out", timedOut.handle((s, e) -> String.valueOf(e)).get());
    CompletableFuture<String> replaced =
        CompletableFuture.supplyAsync(() -> "late", pool)
            .completeOnTimeout("in time", 1, TimeUnit.MILLISECONDS);
    seen.see("replaced", replaced.get());
    gate.countDown();
    close(pool);
    seen.see("ran", ran);
    try {
      CompletableFuture.runAsync(() -> {}, pool);
    } catch (RejectedExecutionException e) {
      seen.see("refused", Observer.frames(e.getStackTrace()));
    }
    CompletableFuture<Void> dependent =
        CompletableFuture.completedFuture("x").thenAcceptAsync(s -> {}, pool);
    seen.see("dependent refused", dependent.handle((s, e) -> e.getClass().getName()).get());
  }

  private static void onNoPool(Observer seen) {
    seen.see("default", CompletableFuture.supplyAsync(() -> "a").thenApplyAsync(s -> s).join());
    seen.see("by", new CompletableFuture<String>().defaultExecutor().getClass().getName());
  }
}
