package dev.tachograph.bootstrap.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WeakTableTest {
  /** Equal to every other, so that only identity tells them apart. */
  private static final class Key {
    @Override
    public boolean equals(Object other) {
      return other instanceof Key;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private final AtomicInteger abandoned = new AtomicInteger();
  private final WeakTable<Integer> table = new WeakTable<>(value -> abandoned.addAndGet(value));

  @Test
  void keysAreToldApartByIdentity() {
    Key[] keys = new Key[5000];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = new Key();
      table.put(keys[i], i);
    }
    for (int i = 0; i < keys.length; i++) {
      assertThat(table.get(keys[i])).isEqualTo(i);
    }
    assertThat(table.get(new Key())).isNull();
  }

  @Test
  void aValueCanBeReplaced_andTakenOnce() {
    Key key = new Key();
    table.put(key, 1);
    table.put(key, 2);
    assertThat(table.remove(key)).isEqualTo(2);
    assertThat(table.remove(key)).isNull();
    assertThat(table.get(key)).isNull();
  }

  @Test
  void whatWasNotTakenIsAbandonedWithItsKey_once() {
    for (int i = 0; i < 100; i++) {
      table.put(new Key(), 1);
    }
    Key kept = new Key();
    table.put(kept, 1000);
    while (abandoned.get() < 100) {
      System.gc();
      table.put(kept, 1000);
    }
    assertThat(abandoned.get()).isEqualTo(100);
    assertThat(table.get(kept)).isEqualTo(1000);
  }

  @Test
  void ofManyThreadsOneTakesAValue() throws Exception {
    int rounds = 2000;
    List<Key> keys = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      keys.add(new Key());
      table.put(keys.get(i), 1);
    }
    AtomicInteger taken = new AtomicInteger();
    Thread[] threads = new Thread[4];
    for (int t = 0; t < threads.length; t++) {
      threads[t] =
          new Thread(
              () -> {
                for (Key key : keys) {
                  Integer value = table.remove(key);
                  taken.addAndGet(value == null ? 0 : value);
                  table.put(new Object(), 0);
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(taken.get()).isEqualTo(rounds);
  }
}
