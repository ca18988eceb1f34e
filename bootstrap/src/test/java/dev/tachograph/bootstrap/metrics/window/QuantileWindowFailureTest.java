package dev.tachograph.bootstrap.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.bootstrap.metrics.EndOfStack;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells that a writer entered and never left. */
@Timeout(60)
class QuantileWindowFailureTest {
  @Test
  void nobodyWaits_whenTheBaseIsLeftOdd() {
    QuantileWindow window = new QuantileWindow();
    record(window, 0, 500);
    leaveOdd(window.base);

    assertThat(window.snapshot().count()).isEqualTo(500);
    assertThat(window.snapshot().size()).isEqualTo(500);
    assertThat(window.snapshot().sum()).isEqualTo(sum(0, 500));

    record(window, 500, 800);

    assertThat(window.snapshot().count()).isEqualTo(800);
    assertThat(window.snapshot().sum()).isEqualTo(sum(0, 800));
    assertThat(sortedContents(window)).containsExactly(range(0, 800));

    record(window, 800, 1600);
    assertThat(sortedContents(window)).containsExactly(range(600, 1600));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 300, 3000})
  void nobodyWaits_whenEveryStripeIsLeftOdd_againAndAgain(int before) {
    QuantileWindow window = new QuantileWindow();
    leaveOdd(window.base);
    int recorded = 0;
    // One stripe is left odd each time: the last of them are replacements.
    int rounds = new StripeTable(1).stripes() + 3;
    for (int round = 0; round < rounds; round++) {
      record(window, recorded, recorded + before + 1);
      recorded += before + 1;
      for (Stripe stripe : newestStripes(window)) {
        leaveOdd(stripe);
      }
    }
    record(window, recorded, recorded + 10);
    recorded += 10;

    WindowSnapshot snapshot = window.snapshot();
    assertThat(snapshot.count()).isEqualTo(recorded);
    assertThat(snapshot.sum()).isEqualTo(sum(0, recorded));
    assertThat(sortedContents(window))
        .containsExactly(range(Math.max(0, recorded - 1000), recorded));
  }

  @Test
  void nobodyWaits_whateverAStackOverflowLeftBehind() throws Exception {
    new EndOfStack().call();
  }

  /** Once more with classes that nobody has used before: each has its own class loader. */
  @RepeatedTest(4)
  void nobodyWaits_afterAStackOverflowInTheFirstRecordsOfAll() throws Exception {
    URL[] classes = {
      QuantileWindow.class.getProtectionDomain().getCodeSource().getLocation(),
      EndOfStack.class.getProtectionDomain().getCodeSource().getLocation()
    };
    try (URLClassLoader loader = new URLClassLoader(classes, null)) {
      Constructor<?> constructor =
          loader.loadClass(EndOfStack.class.getName()).getDeclaredConstructor();
      constructor.setAccessible(true);
      ((Callable<?>) constructor.newInstance()).call();
    }
  }

  @Test
  void anErrorInsidePutsTheOldWordBack() {
    WindowCell cell = new WindowCell(1000, false);
    cell.tryRecord(3, 0);
    // What a failed growth looks like: the ring is gone, and so is the way to a larger one.
    long word = cell.get();
    cell.narrow = new int[0];
    assertThatThrownBy(() -> cell.tryRecord(4, 0)).isInstanceOf(RuntimeException.class);
    assertThat(cell.get()).isEqualTo(word);
    assertThat(cell.sum(word)).isEqualTo(3);
  }

  private static void leaveOdd(WindowCell cell) {
    assertThat(cell.get() & 1).isZero();
    cell.incrementAndGet();
  }

  private static List<Stripe> newestStripes(QuantileWindow window) {
    StripeTable table = window.stripes;
    assertThat(table).isNotNull();
    List<Stripe> stripes = new ArrayList<>();
    for (int place = 0; place < table.stripes(); place++) {
      Stripe stripe = table.newest(place);
      if (stripe != null && (stripe.get() & 1) == 0) {
        stripes.add(stripe);
      }
    }
    return stripes;
  }

  private static void record(QuantileWindow window, int from, int to) {
    for (int i = from; i < to; i++) {
      window.record(i, i);
    }
  }

  private static long[] sortedContents(QuantileWindow window) {
    long[] values = WindowContents.of(window);
    Arrays.sort(values);
    return values;
  }

  private static long[] range(int from, int to) {
    return LongStream.range(from, to).toArray();
  }

  private static long sum(int from, int to) {
    return LongStream.range(from, to).sum();
  }
}
