package com.acme.scheduling;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What a program's tasks did, as they count it themselves: by task and outcome. */
final class Tally {
  private final Map<String, Integer> counts = new TreeMap<>();

  /** Counts a task, and whether it is about to fail. Returns how many of its kind there were. */
  synchronized int add(String task, boolean fails) {
    return counts.merge(task + (fails ? " FAILURE" : " SUCCESS"), 1, Integer::sum);
  }

  synchronized int total(String task) {
    return counts.getOrDefault(task + " SUCCESS", 0) + counts.getOrDefault(task + " FAILURE", 0);
  }

  synchronized void print() {
    counts.forEach((outcome, count) -> System.out.println(outcome + " " + count));
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(5);
    }
  }
}
