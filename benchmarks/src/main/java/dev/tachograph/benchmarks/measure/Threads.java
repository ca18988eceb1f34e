package dev.tachograph.benchmarks.measure;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;

/** Several threads that do the same. */
public final class Threads {
  private Threads() {}

  /** Hands each thread its number, from 0, and waits for all; fails if one does. */
  public static void runAll(int count, IntConsumer work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread[] threads = new Thread[count];
    for (int i = 0; i < count; i++) {
      int number = i;
      threads[i] = new Thread(() -> work.accept(number), "benchmark-" + i);
      threads[i].setUncaughtExceptionHandler((thread, thrown) -> failure.set(thrown));
      threads[i].start();
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (failure.get() != null) {
      throw new IllegalStateException(failure.get());
    }
  }
}
