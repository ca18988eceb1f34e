package dev.tachograph.bootstrap.metrics.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** How a reader puts base and stripes together; the stripes are filled by hand. */
class QuantileWindowStripesTest {
  @Property(tries = 500)
  void theWindowIsASuffix_byCompletionTimeAcrossStripes(@ForAll long seed) {
    Random random = new Random(seed);
    int capacity = 1 + random.nextInt(200);
    int inBase = random.nextInt(300);
    int inStripes = 1 + random.nextInt(600);
    // Starts just below the largest long, as System.nanoTime() may.
    long clock = Long.MAX_VALUE - random.nextInt(1000);
    QuantileWindow window = new QuantileWindow(capacity);
    for (int i = 0; i < inBase; i++) {
      window.record(i, clock++);
    }
    Stripe[] stripes = stripes(window, 1 + random.nextInt(4));
    for (int i = inBase; i < inBase + inStripes; i++) {
      assertThat(stripes[random.nextInt(stripes.length)].tryRecord(i, clock)).isTrue();
      clock += 1 + random.nextInt(1_000_000);
    }

    long[] values = WindowContents.of(window);
    Arrays.sort(values);

    int total = inBase + inStripes;
    long[] newest = new long[Math.min(capacity, total)];
    Arrays.setAll(newest, i -> total - newest.length + i);
    assertThat(values).containsExactly(newest);
    assertThat(window.snapshot().count()).isEqualTo(total);
  }

  @Example
  void ofEqualCompletionTimesAsManyAreTakenAsFit() {
    QuantileWindow window = new QuantileWindow(10);
    Stripe[] stripes = stripes(window, 2);
    for (int i = 0; i < 30; i++) {
      assertThat(stripes[i % 2].tryRecord(1, 77)).isTrue();
    }
    assertThat(WindowContents.of(window)).hasSize(10).containsOnly(1);
  }

  @Example
  void anUnchangedWindowIsNotReadAgain_withStripesEither() {
    QuantileWindow window = new QuantileWindow(10);
    Stripe[] stripes = stripes(window, 2);
    assertThat(stripes[0].tryRecord(1, 1)).isTrue();
    WindowSnapshot first = window.snapshot();
    assertThat(window.snapshot()).isSameAs(first);
    assertThat(stripes[1].tryRecord(1, 1)).isTrue();
    assertThat(window.snapshot().count()).isEqualTo(2);
  }

  private static Stripe[] stripes(QuantileWindow window, int count) {
    StripeTable table = new StripeTable(window.capacity);
    window.stripes = table;
    Stripe[] stripes = new Stripe[count];
    for (int i = 0; i < count; i++) {
      stripes[i] = new Stripe(window.capacity, null);
      table.set(StripeTable.PADDING + i, stripes[i]);
    }
    return stripes;
  }
}
