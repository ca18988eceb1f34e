package com.acme.executors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Hands out 20 tasks and 20 stages, says so, and ends when a line comes in, or at once. All tasks
 * wait until all stages are there: one whose task had ended before would take other classes.
 */
public final class BriefApp {
  private BriefApp() {}

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<Integer>> results = new ArrayList<>();
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 20; i++) {
      int number = i;
      results.add(pool.submit(() -> number));
      results.add(
          CompletableFuture.supplyAsync(
                  () -> {
                    await(go);
                    return number;
                  })
              .thenApply(n -> n + 1));
    }
    go.countDown();
    int sum = 0;
    for (Future<Integer> result : results) {
      sum += result.get();
    }
    System.out.println("> sum " + sum);
    if (args.length > 0) {
      System.in.read();
    }
    pool.shutdown();
  }

  private static void await(CountDownLatch go) {
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
