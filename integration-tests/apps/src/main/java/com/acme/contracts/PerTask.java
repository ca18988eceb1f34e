package com.acme.contracts;

import static com.acme.contracts.Observer.close;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** A thread for each task, where the JDK has that. */
final class PerTask {
  private PerTask() {}

  static void show(Observer seen) throws Exception {
    if (Runtime.version().feature() < 21) {
      return;
    }
    List<String> made = Collections.synchronizedList(new ArrayList<>());
    ThreadFactory threads = Observer.threads("per-task");
    ThreadFactory noting =
        task -> {
          made.add(task.getClass().getName());
          return threads.newThread(task);
        };
    of(seen, "threads", "newThreadPerTaskExecutor", new Class<?>[] {ThreadFactory.class}, noting);
    seen.see("made", made);
    of(seen, "virtual", "newVirtualThreadPerTaskExecutor", new Class<?>[0]);
  }

  private static void of(
      Observer seen, String name, String factory, Class<?>[] types, Object... arguments)
      throws Exception {
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod(factory, types).invoke(null, arguments);
    seen.see(name + " is", executor.getClass().getName());
    Future<String> good = executor.submit(() -> "good");
    seen.see(name + " gives", good.get() + " " + good.getClass().getName());
    seen.call(
        name + " fails",
        () ->
            executor
                .submit(
                    () -> {
                      throw new IllegalStateException("per task");
                    })
                .get());
    seen.see(name + " any", executor.invokeAny(List.of(() -> "one", () -> "one")));
    seen.see(name + " all", executor.invokeAll(List.of(() -> "one", () -> "two")).size());
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    List<String> inside = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch out = new CountDownLatch(1);
    Future<?> stuck =
        executor.submit(
            () -> {
              busy.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                inside.add("interrupted");
              }
              out.countDown();
            });
    busy.await();
    seen.see(name + " cancel", stuck.cancel(true) + " " + stuck.isCancelled());
    out.await();
    seen.see(name + " inside", inside);
    seen.see(name + " within", executor.submit(Observer::here).get());
    close(executor);
    seen.call(name + " refuses", () -> executor.submit(() -> "late"));
    seen.see(name + " ended", executor.awaitTermination(1, TimeUnit.SECONDS));
  }
}
