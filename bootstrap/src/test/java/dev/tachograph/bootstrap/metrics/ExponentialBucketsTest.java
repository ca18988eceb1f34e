package dev.tachograph.bootstrap.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ExponentialBucketsTest {
  private static final BigInteger SECOND_TO_THE_8TH = BigInteger.TEN.pow(72);

  @Property(tries = 10_000)
  void aDurationIsInTheBucketThatTheDefinitionSays(@ForAll long seed) {
    Random random = new Random(seed);
    assertInItsBucket(Math.max(1, random.nextLong() >>> (1 + random.nextInt(63))));
  }

  @Example
  void theDurationsNextToEveryBoundAreInTheRightBuckets() {
    for (int index = ExponentialBuckets.FIRST_INDEX;
        index < ExponentialBuckets.LAST_INDEX;
        index++) {
      long bound = largestIn(index);
      if (bound > 0) {
        assertInItsBucket(bound);
      }
      assertInItsBucket(bound + 1);
    }
    assertInItsBucket(1);
    assertInItsBucket(Long.MAX_VALUE);
  }

  @Example
  void theFirstAndTheLastBucketAreThoseOfTheExtremes() {
    assertThat(ExponentialBuckets.indexOf(1)).isEqualTo(ExponentialBuckets.FIRST_INDEX);
    assertThat(ExponentialBuckets.indexOf(Long.MAX_VALUE)).isEqualTo(ExponentialBuckets.LAST_INDEX);
  }

  @Example
  void wholePowersOfTwoSecondsAreInclusiveUpperBounds() {
    assertThat(ExponentialBuckets.indexOf(1_000_000_000L)).isEqualTo(0);
    assertThat(ExponentialBuckets.indexOf(1_000_000_001L)).isEqualTo(1);
    assertThat(ExponentialBuckets.indexOf(2_000_000_000L)).isEqualTo(8);
    assertThat(ExponentialBuckets.indexOf(500_000_000L)).isEqualTo(-8);
  }

  private static void assertInItsBucket(long nanos) {
    int index = ExponentialBuckets.indexOf(nanos);
    assertThat(isAtMost(nanos, index)).as("%s ns at most 2^(%s/8) s", nanos, index).isTrue();
    assertThat(isAtMost(nanos, index - 1)).as("%s ns above bucket %s", nanos, index - 1).isFalse();
  }

  /** nanos/10^9 <= 2^(index/8), both sides to the 8th power, in whole numbers. */
  private static boolean isAtMost(long nanos, int index) {
    BigInteger left = BigInteger.valueOf(nanos).pow(8);
    BigInteger right = SECOND_TO_THE_8TH;
    if (index >= 0) {
      right = right.shiftLeft(index);
    } else {
      left = left.shiftLeft(-index);
    }
    return left.compareTo(right) <= 0;
  }

  private static long largestIn(int index) {
    long low = 0;
    long high = Long.MAX_VALUE;
    while (low < high) {
      long middle = low + (high - low) / 2 + 1;
      if (isAtMost(middle, index)) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }
}
