package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistogramTest {
  @ParameterizedTest
  @CsvSource({
    "-1, 0",
    "0, 0",
    "9, 0",
    "10, 0",
    "11, 1",
    "20, 1",
    "21, 2",
    "9223372036854775807, 2"
  })
  void aValueIsInTheFirstBucketWhoseBoundItDoesNotExceed(long value, int bucket) {
    Histogram histogram = new Histogram(10, 20);
    histogram.record(value);
    long[] expected = new long[3];
    expected[bucket] = 1;
    assertThat(histogram.snapshot().bucketCounts()).containsExactly(expected);
  }

  @Test
  void countIsThatOfAllBucketsAndSumThatOfAllValues() {
    Histogram histogram = new Histogram(10, 20);
    histogram.record(5);
    histogram.record(15);
    histogram.record(1000);
    histogram.record(-3);
    BucketCounts snapshot = histogram.snapshot();
    assertThat(snapshot.count()).isEqualTo(4);
    assertThat(snapshot.sum()).isEqualTo(1020);
    assertThat(snapshot.bounds()).containsExactly(10, 20);
  }

  @Test
  void losesNothingUnderManyThreads() throws Exception {
    Histogram histogram = new Histogram(10, 20);
    Concurrently.run(
        8,
        thread -> {
          for (int i = 0; i < 20_000; i++) {
            histogram.record(i % 30);
          }
        });
    assertThat(histogram.snapshot().count()).isEqualTo(160_000);
  }

  @Test
  void boundsMustAscend() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Histogram(10, 10))
        .withMessage("Histogram bounds must be ascending, but are [10, 10]");
  }
}
