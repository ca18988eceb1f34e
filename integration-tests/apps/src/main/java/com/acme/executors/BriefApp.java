package com.acme.executors;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Hands out 20 tasks and 20 stages, says so, and ends when a line comes in, or at once. */
public final class BriefApp {
  private BriefApp() {}

  public static void main(String[] args) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      int number = i;
      results.add(pool.submit(() -> number));
      results.add(CompletableFuture.supplyAsync(() -> number).thenApply(n -> n + 1));
    }
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
}
