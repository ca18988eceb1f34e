package com.acme.contracts;

import static com.acme.contracts.Observer.close;
import static com.acme.contracts.Observer.pass;
import static com.acme.contracts.Observer.threads;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Many tasks at once: all of them, any of them, in the order in which they end. */
final class Bulk {
  private Bulk() {}

  static void show(Observer seen) throws Exception {
    ExecutorService fixed = Executors.newFixedThreadPool(1, threads("bulk"));
    ExecutorService scheduled = new ScheduledThreadPoolExecutor(1, threads("bulk-scheduled"));
    ExecutorService forkJoin = new ForkJoinPool(1);
    for (ExecutorService executor : List.of(fixed, scheduled, forkJoin)) {
      String name = executor.getClass().getSimpleName();
      all(seen, name, executor);
      any(seen, name, executor);
      inOrder(seen, name, executor);
      close(executor);
      refused(seen, name, executor);
    }
  }

  private static Callable<String> give(String value) {
    return () -> value;
  }

  private static Callable<String> fail(String message) {
    return () -> {
      throw new IllegalStateException(message);
    };
  }

  private static void all(Observer seen, String name, ExecutorService executor) throws Exception {
    List<Future<String>> futures = executor.invokeAll(List.of(give("a"), fail("b"), give("c")));
    for (Future<String> future : futures) {
      seen.see(name + " all", future.isDone() + " " + future.isCancelled());
      seen.call(name + " one of all", () -> withoutFrames(future));
    }
    tooSlow(seen, name, executor);
    seen.see(name + " all of none", executor.invokeAll(List.of()));
    seen.call(name + " all with a null", () -> executor.invokeAll(Arrays.asList(give("a"), null)));
  }

  /** Again with more time, if the machine is so busy that there was none for the first of them. */
  private static void tooSlow(Observer seen, String name, ExecutorService executor)
      throws Exception {
    List<Future<String>> late = List.of();
    for (int millis = 100; late.isEmpty() || late.get(0).isCancelled(); millis *= 2) {
      CountDownLatch gate = new CountDownLatch(1);
      Callable<String> slow =
          () -> {
            gate.await();
            return "never";
          };
      late = executor.invokeAll(List.of(give("a"), slow, give("c")), millis, TimeUnit.MILLISECONDS);
      gate.countDown();
    }
    // The last one may still begin when the one before is interrupted.
    seen.see(name + " all in time", late.stream().allMatch(Future::isDone));
    seen.see(name + " too slow", late.get(1).isCancelled());
  }

  /** The frames of a fork-join task's failure depend on which thread has run it. */
  private static String withoutFrames(Future<String> future) throws Exception {
    try {
      return future.get();
    } catch (java.util.concurrent.ExecutionException e) {
      return "failed by " + rootOf(e);
    }
  }

  private static Throwable rootOf(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  private static void any(Observer seen, String name, ExecutorService executor) throws Exception {
    seen.see(name + " any", executor.invokeAny(List.of(fail("a"), give("b"), fail("c"))));
    try {
      executor.invokeAny(Collections.nCopies(3, fail("each")));
    } catch (java.util.concurrent.ExecutionException e) {
      seen.see(name + " none", rootOf(e));
    }
    CountDownLatch gate = new CountDownLatch(1);
    try {
      executor.invokeAny(
          List.of(
              () -> {
                gate.await();
                return "never";
              }),
          50,
          TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      seen.see(name + " none in time", e);
    }
    gate.countDown();
    seen.call(name + " any of nothing", () -> simple(() -> executor.invokeAny(List.of())));
    seen.call(name + " any of null", () -> simple(() -> executor.invokeAny(null)));
  }

  private static String simple(Callable<?> call) {
    try {
      return String.valueOf(call.call());
    } catch (Exception e) {
      return e.getClass().getName();
    }
  }

  private static void inOrder(Observer seen, String name, ExecutorService executor)
      throws Exception {
    ExecutorCompletionService<String> service = new ExecutorCompletionService<>(executor);
    CountDownLatch gate = new CountDownLatch(1);
    Future<String> first =
        service.submit(
            () -> {
              pass(gate);
              return "first";
            });
    Future<String> second = service.submit(fail("second"));
    Future<String> third = service.submit(() -> {}, "third");
    seen.see(name + " nothing yet", service.poll());
    seen.see(name + " cancelled", third.cancel(false));
    gate.countDown();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Future<String> next = service.take();
      order.add(
          next == first ? "first" : next == second ? "second" : next == third ? "third" : "other");
    }
    Collections.sort(order);
    seen.see(name + " ended", order);
    seen.call(name + " second", () -> withoutFrames(second));
  }

  private static void refused(Observer seen, String name, ExecutorService executor) {
    seen.call(name + " all refused", () -> simple(() -> executor.invokeAll(List.of(give("a")))));
    seen.call(name + " any refused", () -> simple(() -> executor.invokeAny(List.of(give("a")))));
  }
}
