package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BucketsTest {
  @Test
  void secondsSurviveTheWayToNanosecondsAndBack() {
    long[] nanos = Buckets.toNanos("f", Buckets.DEFAULT);
    assertThat(nanos).startsWith(5_000_000, 10_000_000).endsWith(10_000_000_000L);
    for (int i = 0; i < nanos.length; i++) {
      assertThat(Buckets.toSeconds(nanos[i])).isEqualTo(Buckets.DEFAULT[i]);
    }
  }

  static Stream<double[]> badBounds() {
    return Stream.of(
        new double[] {0, 1},
        new double[] {-1},
        new double[] {1, 1},
        new double[] {2, 1},
        new double[] {Double.NaN},
        new double[] {1, Double.POSITIVE_INFINITY},
        new double[] {1e-10},
        new double[] {.1, .1 + 1e-10},
        new double[] {.1, 1, 10, 9_999_999_999.0});
  }

  @ParameterizedTest
  @MethodSource("badBounds")
  void boundsThatAreNotPositiveFiniteAndAscendingAreRefused(double[] seconds) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Buckets.toNanos("task_poll_time_seconds", seconds))
        .withMessageStartingWith("Buckets of task_poll_time_seconds must be positive");
  }
}
