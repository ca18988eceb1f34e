package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Runs the same thing in several threads that start together. */
final class Concurrently {
  private Concurrently() {}

  interface Body {
    void run(int thread) throws Exception;
  }

  static void run(int threads, Body body) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    Thread[] all = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int thread = t;
      all[t] =
          new Thread(
              () -> {
                try {
                  start.await();
                  body.run(thread);
                } catch (Throwable thrown) {
                  failure.compareAndSet(null, thrown);
                }
              });
      all[t].start();
    }
    start.countDown();
    for (Thread thread : all) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
  }
}
