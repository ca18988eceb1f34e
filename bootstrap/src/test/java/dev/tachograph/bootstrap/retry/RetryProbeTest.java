package dev.tachograph.bootstrap.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.CurrentOperation;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RetryProbeTest {
  private static final class Quantiles implements TimerPolicy {
    @Override
    public Distribution distribution(String family) {
      return Distribution.QUANTILES;
    }

    @Override
    public double[] buckets(String family, double[] defaultBuckets) {
      return defaultBuckets;
    }
  }

  private final MetricRegistry registry = new MetricRegistry(10, 100, new Quantiles());

  private final Object carrier = new Object();

  @BeforeEach
  void install() {
    new RetryMetrics(registry).install();
  }

  private Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricFamily<?> family : registry.families()) {
      for (Series series : family.allSeries()) {
        counts.put(String.join(" ", series.labelValues()), ((Counter) series).value());
      }
    }
    return counts;
  }

  private Object begin() {
    return RetryProbe.began(carrier, 1, "lib", "orders");
  }

  @Test
  void twoFailuresAndASuccess_areTwoRepeatedAndOneSucceeded() {
    Object call = begin();
    RetryProbe.failed(carrier, call, true);
    RetryProbe.failed(carrier, call, true);
    RetryProbe.ended(carrier, call, false);

    assertThat(counts())
        .containsExactly(
            Map.entry("lib orders repeated", 2L), Map.entry("lib orders succeeded", 1L));
  }

  @Test
  void whatFailsToTheLast_isGivenUp() {
    Object call = begin();
    RetryProbe.failed(carrier, call, true);
    RetryProbe.failed(carrier, call, false);

    assertThat(counts())
        .containsExactly(Map.entry("lib orders gave_up", 1L), Map.entry("lib orders repeated", 1L));
  }

  @Test
  void whatIsNotRepeated_countsNothing() {
    RetryProbe.ended(carrier, begin(), false);
    RetryProbe.failed(carrier, begin(), false);

    assertThat(counts()).isEmpty();
  }

  @Test
  void anEndThatIsToldTwice_countsOnce() {
    Object call = begin();
    RetryProbe.failed(carrier, call, true);
    RetryProbe.failed(carrier, call, false);
    RetryProbe.ended(carrier, call, false);

    assertThat(counts())
        .containsExactly(Map.entry("lib orders gave_up", 1L), Map.entry("lib orders repeated", 1L));
  }

  @Test
  void aResultThatIsAFailure_isRepeatedOrGivenUp() {
    Object call = begin();
    RetryProbe.judged(carrier, call, true, 1);
    RetryProbe.judged(carrier, call, false, 2);
    RetryProbe.ended(carrier, call, false);

    assertThat(counts())
        .containsExactly(Map.entry("lib orders gave_up", 1L), Map.entry("lib orders repeated", 1L));
  }

  @Test
  void aResultThatIsNone_isASuccess() {
    Object call = begin();
    RetryProbe.failed(carrier, call, true);
    RetryProbe.judged(carrier, call, false, 1);
    RetryProbe.ended(carrier, call, false);

    assertThat(counts())
        .containsExactly(
            Map.entry("lib orders repeated", 1L), Map.entry("lib orders succeeded", 1L));
  }

  @Test
  void aCarrierWithoutAField_isFoundAgain() {
    RetryProbe.began(carrier, 0, "lib", "orders");
    RetryProbe.failed(carrier, null, true);
    RetryProbe.ended(carrier, null, false);

    assertThat(counts())
        .containsExactly(
            Map.entry("lib orders repeated", 1L), Map.entry("lib orders succeeded", 1L));
  }

  @Test
  void aCallThatWasUnderWayBefore_countsNothing() {
    RetryProbe.failed(carrier, null, true);
    RetryProbe.ended(carrier, null, false);

    assertThat(counts()).isEmpty();
  }

  @Test
  void aCarrierOfAnotherPolicy_countsNothing() {
    Object never = RetryProbe.beganIf(false, carrier, 1, "lib", null);
    RetryProbe.failed(carrier, never, false);
    RetryProbe.failed(carrier, never, true);
    RetryProbe.ended(carrier, never, false);

    assertThat(counts()).isEmpty();
  }

  @Test
  void callsOfLibrariesThatCountThemselves_countAtOnce() {
    RetryProbe.repeated("lib", "orders");
    RetryProbe.endedAfterRetry("lib", "orders", false);
    RetryProbe.repeated("lib", "orders");
    RetryProbe.endedAfterRetry("lib", "orders", true);

    assertThat(counts())
        .containsExactly(
            Map.entry("lib orders gave_up", 1L),
            Map.entry("lib orders repeated", 2L),
            Map.entry("lib orders succeeded", 1L));
  }

  @Test
  void aNameThatALibraryHasMadeUp_isNone() {
    RetryProbe.repeated("lib", null);
    RetryProbe.repeated("lib", 3);
    RetryProbe.repeated("lib", "com.acme.Orders$$Lambda/0x0000000800c03000");
    RetryProbe.repeated("lib", "0e5f7c6e-7a43-4a8b-9d9b-0a1b2c3d4e5f");
    RetryProbe.repeated("lib", "orders-of-the-day-that-came-too-late");

    assertThat(counts())
        .containsExactly(
            Map.entry("lib  repeated", 4L),
            Map.entry("lib orders-of-the-day-that-came-too-late repeated", 1L));
  }

  @Test
  void ifAnotherLibraryDecides_theCallCountsForThatOneOnly() {
    Object call = begin();
    Object deciding = new Object();
    Object decider = RetryProbe.began(deciding, 1, "decider", "orders");
    Object before = RetryProbe.asking(carrier, call, false);
    RetryProbe.failed(deciding, decider, true);
    RetryProbe.failed(carrier, call, true);
    RetryProbe.asked(before);
    RetryProbe.ended(deciding, decider, false);
    RetryProbe.ended(carrier, call, false);

    assertThat(counts())
        .containsExactly(
            Map.entry("decider orders repeated", 1L), Map.entry("decider orders succeeded", 1L));
  }

  @Test
  void whatIsRepeatedWithinTheNextAttempt_countsBeside() {
    Object call = begin();
    Object before = RetryProbe.asking(carrier, call, false);
    RetryProbe.failed(carrier, call, true);
    Object inner = new Object();
    Object innerCall = RetryProbe.began(inner, 1, "inner", "orders");
    RetryProbe.failed(inner, innerCall, true);
    RetryProbe.asked(before);
    RetryProbe.ended(carrier, call, false);

    assertThat(counts())
        .containsExactly(
            Map.entry("inner orders repeated", 1L),
            Map.entry("lib orders repeated", 1L),
            Map.entry("lib orders succeeded", 1L));
  }

  @Test
  void whatAnotherLibraryHasDecidedBefore_countsForThatOneOnly() {
    Object call = begin();
    Object before = RetryProbe.asking(carrier, call, true);
    RetryProbe.failed(carrier, call, true);
    RetryProbe.asked(before);
    RetryProbe.ended(carrier, call, false);

    assertThat(counts()).isEmpty();
  }

  @Test
  void aCallInsideAnOperation_countsForIt_whateverThreadRepeatsIt() throws Exception {
    OutcomeTimer operation = operation();
    CurrentOperation.watch();
    CurrentOperation.enter(operation);
    Object call = begin();
    RetryProbe.repeated("lib", "orders");
    CurrentOperation.leave(operation);
    Thread other = new Thread(() -> RetryProbe.failed(carrier, call, true));
    other.start();
    other.join();
    assertThat(operation.repetitions()).isEqualTo(2);

    RetryProbe.repeated("lib", "orders");
    RetryProbe.failed(carrier, begin(), true);
    assertThat(operation.repetitions()).isEqualTo(2);
  }

  private OutcomeTimer operation() {
    return new MetricRegistry(10, 100, new Quantiles())
        .outcomeTimer("plan_latency_seconds", "Seconds.", new double[] {1})
        .series();
  }
}
