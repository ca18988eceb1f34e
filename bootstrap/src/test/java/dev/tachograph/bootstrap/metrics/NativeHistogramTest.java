package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NativeHistogramTest {
  @Test
  void holdsTheBucketsThatWereHitInAscendingOrder() {
    NativeHistogram histogram = new NativeHistogram();
    histogram.record(2_000_000_000L);
    histogram.record(1_000_000_000L);
    histogram.record(1_000_000_000L);
    histogram.record(0);
    histogram.record(-7);

    NativeHistogramSnapshot snapshot = histogram.snapshot();

    assertThat(snapshot.schema()).isEqualTo(3);
    assertThat(snapshot.zeroCount()).isEqualTo(2);
    assertThat(snapshot.bucketIndexes()).containsExactly(0, 8);
    assertThat(snapshot.bucketCounts()).containsExactly(2, 1);
    assertThat(snapshot.count()).isEqualTo(5);
    assertThat(snapshot.sum()).isEqualTo(4_000_000_000L);
  }

  @Test
  void holdsNothingAtFirst() {
    NativeHistogramSnapshot snapshot = new NativeHistogram().snapshot();
    assertThat(snapshot.bucketIndexes()).isEmpty();
    assertThat(snapshot.count()).isZero();
  }

  @Test
  void losesNothingWhenBucketsAreMadeByManyThreads() throws Exception {
    NativeHistogram histogram = new NativeHistogram();
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < 20_000; i++) {
            histogram.record(1L << i % 62);
          }
        });
    assertThat(histogram.snapshot().count()).isEqualTo(160_000);
    assertThat(histogram.snapshot().bucketIndexes()).hasSize(62);
  }
}
