package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.tachograph.bootstrap.metrics.window.QuantileWindow;
import dev.tachograph.bootstrap.metrics.window.Stripes;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** What runs on the application's threads allocates nothing once it is warm. */
class AllocationTest {
  private static final int OPERATIONS = 100_000;

  /** Reading the meter may allocate, but not by the operation. */
  private static final long METER = 4096;

  private final MetricRegistry registry = Registries.quantiles(100);

  @Test
  void recordingADurationAllocatesNothing() {
    Timer timer = registry.timer("t_seconds", "help", Buckets.DEFAULT).series();
    assertNothingAllocated(i -> timer.record(i, i));
  }

  @Test
  void recordingInStripesAllocatesNothing() {
    QuantileWindow window = new QuantileWindow();
    Stripes.giveTo(window);
    assertNothingAllocated(i -> window.record(i, i));
  }

  @Test
  void recordingInBucketsAllocatesNothing() {
    Histogram classic = new Histogram(10, 100, 1000);
    NativeHistogram exponential = new NativeHistogram();
    assertNothingAllocated(
        i -> {
          classic.record(i);
          exponential.record(i);
        });
  }

  @Test
  void countingAndSettingAllocateNothing() {
    Counter counter = registry.counter("c_total", "help").series();
    Gauge gauge = registry.gauge("g", "help").series();
    assertNothingAllocated(
        i -> {
          counter.increment();
          gauge.set(i);
          gauge.add(1);
        });
  }

  @Test
  void findingASeriesAllocatesNothing_foldedOrNot() {
    MetricFamily<Counter> family = registry.counter("l_total", "help", "a", "b", "c");
    String[] labels = new String[256];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new String("label" + i % 128);
    }
    assertNothingAllocated(i -> family.series(labels[i & 255], null, "x").increment());
    assertThat(family.foldedCount()).isPositive();
  }

  @Test
  void readingAnUnchangedWindowAllocatesNothing() {
    QuantileWindow window = new QuantileWindow();
    Stripes.giveTo(window);
    window.record(1, 1);
    assertNothingAllocated(i -> window.snapshot());
  }

  @Test
  void readingAChangedWindowAllocatesItsSnapshotAndNothingElse() {
    QuantileWindow window = new QuantileWindow();
    QuantileWindow striped = new QuantileWindow();
    Stripes.giveTo(striped);
    int rounds = 2000;
    long allocated = 0;
    for (int warmUp = 0; warmUp < 2; warmUp++) {
      allocated =
          allocated(
              rounds,
              i -> {
                window.record(i, i);
                window.snapshot();
                striped.record(i, i);
                striped.snapshot();
              });
    }
    int snapshots = 2 * rounds;
    assertThat(allocated / snapshots).isLessThan(200);
  }

  private interface Operation {
    void run(int i);
  }

  private static void assertNothingAllocated(Operation operation) {
    allocated(OPERATIONS, operation);
    assertThat(allocated(OPERATIONS, operation)).isLessThan(METER);
  }

  private static long allocated(int operations, Operation operation) {
    ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(meter.isThreadAllocatedMemorySupported());
    long thread = Thread.currentThread().getId();
    long before = meter.getThreadAllocatedBytes(thread);
    for (int i = 0; i < operations; i++) {
      operation.run(i);
    }
    return meter.getThreadAllocatedBytes(thread) - before;
  }
}
