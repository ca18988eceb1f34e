package com.acme.pools;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the tasks that have run, by the name of their threads. */
final class CountedTasks {
  /** How many an executor gets at once. */
  static final int MANY = 20;

  private static final Map<String, AtomicLong> RAN = new TreeMap<>();

  private CountedTasks() {}

  static Runnable task(String name, CountDownLatch done) {
    AtomicLong ran = RAN.computeIfAbsent(name, any -> new AtomicLong());
    return () -> {
      ran.incrementAndGet();
      done.countDown();
    };
  }

  static void execute(String name, Executor executor) {
    CountDownLatch done = new CountDownLatch(MANY);
    for (int i = 0; i < MANY; i++) {
      executor.execute(task(name, done));
    }
    Load.await(done);
  }

  static void print() {
    RAN.forEach((name, count) -> System.out.println("> ran " + name + " " + count));
  }
}
