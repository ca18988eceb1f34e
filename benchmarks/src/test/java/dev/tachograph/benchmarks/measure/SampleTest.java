package dev.tachograph.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SampleTest {
  @Test
  void medianOfAnOddNumberIsTheMiddleValue() {
    assertThat(Sample.of(9, 1, 5).median()).isEqualTo(5);
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Sample.of(4, 1, 3, 2).median()).isEqualTo(2.5);
  }

  @Test
  void quantilesAreInterpolated() {
    Sample sample = Sample.of(0, 10, 20, 30, 40);
    assertThat(sample.quantile(0)).isZero();
    assertThat(sample.quantile(0.1)).isEqualTo(4);
    assertThat(sample.quantile(1)).isEqualTo(40);
  }

  @Test
  void takesAnyNumberOfValues() {
    Sample sample = new Sample();
    for (int i = 0; i <= 1000; i++) {
      sample.add(i);
    }
    assertThat(sample.size()).isEqualTo(1001);
    assertThat(sample.median()).isEqualTo(500);
  }

  @Test
  void hasNoMedianWithoutValues() {
    assertThat(new Sample().median()).isNaN();
  }
}
