package dev.tachograph.bootstrap.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Lets many threads record at once, with a reader in between, and checks what is left against what
 * each of them recorded: a value tells its thread and its place among that thread's values.
 */
final class HammeredWindow {
  private static final int PLACE_BITS = 25;

  /** Above 2^32, so that the ring turns wide when a thread records it. */
  private static final long WIDE = 1L << 40;

  private final int capacity;
  private final int threads;
  private final int records;
  private final boolean wideValues;
  private final QuantileWindow window;
  private volatile boolean done;
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  HammeredWindow(int capacity, int threads, int records, boolean wideValues) {
    this.capacity = capacity;
    this.threads = threads;
    this.records = records;
    this.wideValues = wideValues;
    window = new QuantileWindow(capacity);
  }

  void run(ThreadFactory factory) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    List<Thread> writers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int thread = t;
      writers.add(factory.newThread(() -> guarded(() -> write(thread, start))));
    }
    Thread reader = new Thread(() -> guarded(this::read), "reader");
    writers.forEach(Thread::start);
    reader.start();
    start.countDown();
    for (Thread writer : writers) {
      writer.join();
    }
    done = true;
    reader.join();
    assertThat(failure.get()).isNull();
  }

  void assertNothingIsLost() {
    long sum = 0;
    for (int t = 0; t < threads; t++) {
      for (int i = 0; i < records; i++) {
        sum += value(t, i);
      }
    }
    assertThat(window.snapshot().count()).isEqualTo((long) threads * records);
    assertThat(window.snapshot().sum()).isEqualTo(sum);
  }

  void assertTheWindowIsASuffixAndNothingIsTorn() {
    long[] values = WindowContents.of(window);
    assertThat(values).hasSize(Math.min(capacity, threads * records)).doesNotHaveDuplicates();
    int[] held = new int[threads];
    int[] first = new int[threads];
    java.util.Arrays.fill(first, records);
    for (long value : values) {
      int thread = (int) (value >>> PLACE_BITS & 0x3FFF);
      int place = (int) (value & (1 << PLACE_BITS) - 1);
      assertThat(thread).isLessThan(threads);
      assertThat(value).isEqualTo(value(thread, place));
      held[thread]++;
      first[thread] = Math.min(first[thread], place);
    }
    for (int t = 0; t < threads; t++) {
      assertThat(first[t]).as("first of thread %s", t).isEqualTo(records - held[t]);
    }
  }

  private void write(int thread, CountDownLatch start) throws InterruptedException {
    start.await();
    for (int i = 0; i < records; i++) {
      window.record(value(thread, i), System.nanoTime());
    }
  }

  private void read() {
    long before = 0;
    while (!done) {
      WindowSnapshot snapshot = window.snapshot();
      assertThat(snapshot.count()).isGreaterThanOrEqualTo(before);
      assertThat(snapshot.size()).isEqualTo((int) Math.min(snapshot.count(), capacity));
      before = snapshot.count();
    }
  }

  private long value(int thread, int place) {
    long value = (long) thread << PLACE_BITS | place;
    return wideValues && place % 1000 == 999 ? value | WIDE : value;
  }

  private interface Body {
    void run() throws Exception;
  }

  private void guarded(Body body) {
    try {
      body.run();
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    }
  }
}
