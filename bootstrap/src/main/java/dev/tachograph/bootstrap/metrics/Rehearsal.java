package dev.tachograph.bootstrap.metrics;

import java.util.Collections;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Uses once what woven code will use, while the stack is still shallow.
 *
 * <p>A class whose initialisation fails is unusable for the rest of the JVM's life, and on the
 * application's threads it can fail at any time: a StackOverflowError thrown while the first
 * contended record initialises {@link StripeTable} would take every contended record with it.
 */
final class Rehearsal {
  /** Written, so that no compiler finds the rehearsal to be without effect. */
  static volatile @Nullable Object stage;

  private Rehearsal() {}

  static void everySeries() {
    // A contended LongAdder uses it; were it broken by us, it would be for the application, too.
    stage = ThreadLocalRandom.current();
    Counter counter = new Counter(Collections.<String>emptyList());
    counter.increment();
    Gauge gauge = new Gauge(Collections.<String>emptyList());
    gauge.add(1);
    Level level = new Level(Collections.<String>emptyList());
    level.rise();
    level.fall();
    Histogram histogram = new Histogram(1);
    histogram.record(1);
    QuantileWindow window = new QuantileWindow(1);
    window.record(1, 0);
    window.stripes = new StripeTable(1);
    window.record(1, 0);
    LabelTable<Counter> table = new LabelTable<>();
    table.insert(new LabelTable.Entry<>(false, "", "", "", "", "", counter));
    stage = window.stripes;
    stage = null;
  }

  static void nativeHistogram() {
    new NativeHistogram().record(1);
  }
}
