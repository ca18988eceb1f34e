package dev.tachograph.bootstrap.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantileWindowConcurrencyTest {
  @ParameterizedTest
  @CsvSource({
    "1, 400000, 1000, 1",
    "2, 300000, 1000, 2",
    "8, 60000, 1000, 4",
    "8, 60000, 100, 2",
    "32, 15000, 1000, 4",
    "32, 20, 1000, 20",
    "32, 200, 7, 20"
  })
  void nothingIsLostAndTheWindowIsASuffix(int threads, int records, int capacity, int rounds)
      throws Exception {
    for (int round = 0; round < rounds; round++) {
      HammeredWindow hammered = new HammeredWindow(capacity, threads, records, round % 2 == 1);
      hammered.run(Thread::new);
      hammered.assertNothingIsLost();
      hammered.assertTheWindowIsASuffixAndNothingIsTorn();
    }
  }

  @Test
  void nothingIsLostOnVirtualThreads() throws Exception {
    ThreadFactory virtualThreads = virtualThreads();
    HammeredWindow hammered = new HammeredWindow(1000, 10_000, 100, true);
    hammered.run(virtualThreads);
    hammered.assertNothingIsLost();
    hammered.assertTheWindowIsASuffixAndNothingIsTorn();
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8", "32"})
  void aSnapshotIsOfOneMoment(int threads) throws Exception {
    QuantileWindow window = new QuantileWindow();
    Thread[] writers = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      writers[t] =
          new Thread(
              () -> {
                for (int i = 0; i < 2_000_000 / threads; i++) {
                  window.record(7, System.nanoTime());
                }
              });
      writers[t].start();
    }
    for (Thread writer : writers) {
      while (writer.isAlive()) {
        WindowSnapshot snapshot = window.snapshot();
        assertThat(snapshot.sum()).isEqualTo(7 * snapshot.count());
      }
      writer.join();
    }
    assertThat(window.snapshot().count()).isEqualTo(2_000_000L / threads * threads);
  }

  @Test
  void aSnapshotIsOfOneMoment_countSumAndWindow() throws Exception {
    QuantileWindow window = new QuantileWindow();
    AtomicBoolean done = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              for (int i = 0; !done.get(); i++) {
                window.record(i, System.nanoTime());
                // At full speed it would overtake the reader all the time.
                spin(1_000);
              }
            });
    writer.start();
    try {
      long previous = 0;
      for (int changes = 0; changes < 10_000; ) {
        WindowSnapshot snapshot = window.snapshot();
        long count = snapshot.count();
        changes += count > previous ? 1 : 0;
        previous = count;
        assertThat(snapshot.sum()).isEqualTo(count * (count - 1) / 2);
        // An interpreted reader is overtaken by this writer, too.
        if (changes > 5_000) {
          assertThat(snapshot.quantile(0)).isEqualTo(count - 500.5);
        }
      }
    } finally {
      done.set(true);
      writer.join();
    }
  }

  private static void spin(long nanos) {
    long start = System.nanoTime();
    while (System.nanoTime() - start < nanos) {
      Thread.onSpinWait();
    }
  }

  /** By reflection, because these tests compile on JDK 17. */
  private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
    assumeTrue(Runtime.version().feature() >= 21, "no virtual threads on this JDK");
    Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
    return (ThreadFactory)
        Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
  }
}
