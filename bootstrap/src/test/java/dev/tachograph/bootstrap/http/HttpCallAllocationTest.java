package dev.tachograph.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call to a host and path seen before costs one object. */
class HttpCallAllocationTest {
  private static final int CALLS = 100_000;

  /** With compressed references; a client's object with a field for the call takes 8 more. */
  private static final int BYTES = 40;

  private volatile @Nullable Object last;

  @BeforeEach
  void install() {
    MetricRegistry registry =
        new MetricRegistry(
            10,
            100,
            new TimerPolicy() {
              @Override
              public Distribution distribution(String family) {
                return Distribution.QUANTILES;
              }

              @Override
              public double[] buckets(String family, double[] defaultBuckets) {
                return defaultBuckets;
              }
            });
    Probes.install(
        Catalogue.documented(registry, OperationSettings.defaults(), null),
        HttpClientSettings.defaults(),
        message -> {});
  }

  @Test
  void aCallThatEndsElsewhere() {
    assertThat(allocated(() -> HttpClientProbe.responded(started(), 200))).isBetween(0, BYTES);
  }

  @Test
  void aCallOnTheCallersThread() {
    assertThat(
            allocated(
                () -> {
                  Object call = HttpClientProbe.entered("c", "GET", "host", 8080, "/users/7");
                  last = call;
                  HttpClientProbe.answered(200);
                  HttpClientProbe.left(call, null);
                }))
        .isBetween(0, BYTES + 8);
  }

  private @Nullable Object started() {
    Object call = HttpClientProbe.started("c", "GET", "host", 8080, "/users/7?page=1");
    last = call;
    return call;
  }

  /** Bytes of one call, rounded. */
  private static int allocated(Runnable call) {
    ThreadMXBean meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assumeTrue(meter.isThreadAllocatedMemorySupported());
    long thread = Thread.currentThread().getId();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 3; round++) {
      long before = meter.getThreadAllocatedBytes(thread);
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      least = Math.min(least, meter.getThreadAllocatedBytes(thread) - before);
    }
    return (int) Math.round((double) least / CALLS);
  }
}
