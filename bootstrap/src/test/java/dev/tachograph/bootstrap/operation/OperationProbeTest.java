package dev.tachograph.bootstrap.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.support.ProbeErrors;
import java.io.FileNotFoundException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationProbeTest {
  private static final TimerPolicy QUANTILES =
      new TimerPolicy() {
        @Override
        public Distribution distribution(String family) {
          return Distribution.QUANTILES;
        }

        @Override
        public double[] buckets(String family, double[] defaultBuckets) {
          return defaultBuckets;
        }
      };

  private static final int CALLS = 100_000;

  private final MetricRegistry registry = new MetricRegistry(10, 100, QUANTILES);
  private long errorsBefore;

  @BeforeEach
  void install() {
    OperationMetrics.install(
        new OperationMetrics(registry, new OperationSettings(false, false, null)));
    errorsBefore = errors();
  }

  private static long errors() {
    return ProbeErrors.counts().getOrDefault("OperationProbe", 0L);
  }

  private static Operation operation(String name) {
    return OperationMetrics.current().operation(name);
  }

  private static OutcomeTimer plain(String name) {
    return operation(name).timer("", "", "", "");
  }

  private static long nanos(OutcomeTimer timer) {
    return Objects.requireNonNull(timer.window()).snapshot().sum();
  }

  private long failures(String family) {
    return registry.families().stream()
        .filter(candidate -> candidate.name().equals(family))
        .flatMap(candidate -> candidate.allSeries().stream())
        .mapToLong(series -> ((Counter) series).value())
        .sum();
  }

  private List<String> labels(String operation) {
    return family(operation + "_latency_seconds").labelNames();
  }

  private MetricFamily<?> family(String name) {
    return registry.families().stream()
        .filter(family -> family.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static boolean took(String operation, double seconds, @Nullable Object labels) {
    return OperationProbe.took(operation, seconds, null, null, null, null, labels);
  }

  private static boolean ended(String operation, boolean success, @Nullable Double seconds) {
    return OperationProbe.ended(
        operation,
        success,
        seconds != null,
        seconds == null ? 0 : seconds,
        "Rejected",
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void anOutcomeWithADuration_movesBoth() {
    assertThat(ended("plan", true, 0.25)).isTrue();
    assertThat(ended("plan", false, 0.5)).isTrue();
    OutcomeTimer timer = plain("plan");
    assertThat(timer.count()).isEqualTo(2);
    assertThat(nanos(timer)).isEqualTo(750_000_000);
    assertThat(timer.successes()).isEqualTo(1);
    assertThat(timer.inProgress()).isZero();
    assertThat(failures("plan_failures_total")).isEqualTo(1);
  }

  @Test
  void anOutcomeAlone_hasNoDuration() {
    ended("plan", true, null);
    ended("plan", false, null);
    OutcomeTimer timer = plain("plan");
    assertThat(timer.count()).isZero();
    assertThat(timer.successes()).isEqualTo(1);
    assertThat(timer.inProgress()).isZero();
    assertThat(failures("plan_failures_total")).isEqualTo(1);
  }

  @Test
  void aDurationAlone_isNoOutcome() {
    assertThat(took("plan", 1, null)).isTrue();
    OutcomeTimer timer = plain("plan");
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.successes()).isZero();
    assertThat(timer.inProgress()).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e10})
  void whatIsNoDuration_isIgnoredAsAWhole(double seconds) {
    assertThat(took("plan", seconds, null)).isFalse();
    assertThat(ended("plan", true, seconds)).isFalse();
    assertThat(plain("plan").count()).isZero();
    assertThat(plain("plan").successes()).isZero();
    assertThat(errors() - errorsBefore).isEqualTo(2);
  }

  @Test
  void aNegativeDuration_countsAsZero() {
    assertThat(took("plan", -0.001, null)).isTrue();
    assertThat(plain("plan").count()).isEqualTo(1);
    assertThat(nanos(plain("plan"))).isZero();
    assertThat(errors() - errorsBefore).isEqualTo(1);
  }

  @Test
  void onlyAttemptsAfterTheFirst_count() {
    for (int attempt = 0; attempt <= 3; attempt++) {
      OperationProbe.attempted("plan", attempt, null, null, null, null, null);
    }
    assertThat(plain("plan").repetitions()).isEqualTo(2);
  }

  @Test
  void labelsAreAddedWhenTheyComeFirst_andEmptyWhereTheyAreMissing() {
    OperationProbe.took("plan", 1, "b", "1", "a", "2", null);
    OperationProbe.took("plan", 1, "a", "2", null, null, null);
    took("plan", 1, new String[] {"a", "2", "c", "3", "b", "1"});
    took("plan", 1, Map.of("c", "3"));
    took("plan", 1, null);
    assertThat(labels("plan")).containsExactly("b", "a", "c");
    assertThat(operation("plan").timer("1", "2", "", "").count()).isEqualTo(1);
    assertThat(operation("plan").timer("", "2", "", "").count()).isEqualTo(1);
    assertThat(operation("plan").timer("1", "2", "3", "").count()).isEqualTo(1);
    assertThat(operation("plan").timer("", "", "3", "").count()).isEqualTo(1);
    assertThat(plain("plan").count()).isEqualTo(1);
    assertThat(errors()).isEqualTo(errorsBefore);
  }

  @Test
  void theLastValueOfALabel_counts() {
    OperationProbe.took("plan", 1, "a", "1", "a", "2", null);
    took("plan", 1, new String[] {"a", "1", "a", "2"});
    assertThat(operation("plan").timer("2", "", "", "").count()).isEqualTo(2);
  }

  @Test
  void aLabelThatCannotBeOne_isLeftOut() {
    Map<String, String> labels = new HashMap<>();
    labels.put(null, "x");
    labels.put("", "x");
    labels.put("not a name", "x");
    labels.put("error_type", "x");
    labels.put("__name__", "x");
    labels.put("ok", null);
    assertThat(took("plan", 1, labels)).isTrue();
    assertThat(took("plan", 1, new String[] {"alone"})).isTrue();
    assertThat(labels("plan")).containsExactly("ok");
    assertThat(plain("plan").count()).isEqualTo(2);
    assertThat(errors() - errorsBefore).isEqualTo(6);
  }

  @Test
  void aFifthLabel_isLeftOut() {
    assertThat(took("plan", 1, new String[] {"a", "1", "b", "2", "c", "3", "d", "4", "e", "5"}))
        .isTrue();
    assertThat(labels("plan")).containsExactly("a", "b", "c", "d");
    assertThat(operation("plan").timer("1", "2", "3", "4").count()).isEqualTo(1);
    assertThat(errors() - errorsBefore).isEqualTo(1);
  }

  @Test
  void inOneFamily_thereIsRoomForThree() {
    OperationMetrics.install(
        new OperationMetrics(registry, new OperationSettings(true, false, null)));
    assertThat(took("plan", 1, new String[] {"operation", "x", "a", "1", "b", "2", "c", "3"}))
        .isTrue();
    assertThat(took("execute", 1, new String[] {"d", "4"})).isTrue();
    assertThat(operation("plan").timer("1", "2", "3", "").labelValues())
        .containsExactly("plan", "1", "2", "3");
    assertThat(operation("plan").timer("1", "2", "3", "").count()).isEqualTo(1);
    assertThat(plain("execute").count()).isEqualTo(1);
    assertThat(errors() - errorsBefore).isEqualTo(2);
  }

  /** A failure takes its label values from the series of latencies. */
  @Test
  void labelsThatComeAtOnce_haveTheSameOrderInAllFamilies() throws InterruptedException {
    for (int round = 0; round < 20; round++) {
      OperationFamilies families =
          new OperationFamilies(new MetricRegistry(10, 100, QUANTILES), "plan", "plan");
      Thread first = new Thread(() -> families.position("a"));
      Thread second = new Thread(() -> families.position("b"));
      // The last family to get a label makes both wait, and lets in whichever it likes.
      synchronized (families.latency) {
        first.start();
        awaitBlocked(first);
        second.start();
        awaitBlocked(second);
      }
      first.join();
      second.join();
      List<String> ofFailures = new ArrayList<>();
      ofFailures.add("error_type");
      ofFailures.addAll(families.latency.labelNames());
      assertThat(families.failures.labelNames()).hasSize(3).isEqualTo(ofFailures);
    }
  }

  private static void awaitBlocked(Thread thread) throws InterruptedException {
    while (thread.getState() != Thread.State.BLOCKED) {
      Thread.sleep(1);
    }
  }

  @Test
  void withoutAName_nothingIsRecorded() {
    assertThat(took("", 1, null)).isFalse();
    assertThat(ended(" \t", true, 1.0)).isFalse();
    assertThat(OperationProbe.attempted(null, 2, null, null, null, null, null)).isFalse();
    assertThat(OperationProbe.begun(null, null, null, null, null, null)).isNull();
    assertThat(registry.families()).isEmpty();
    assertThat(errors() - errorsBefore).isEqualTo(4);
  }

  @Test
  void aCall_isInProgressUntilItsFirstEnd() {
    Object call = OperationProbe.begun("plan", null, null, null, null, null);
    assertThat(plain("plan").inProgress()).isEqualTo(1);
    OperationProbe.callRetried(call);
    OperationProbe.callEnded(call);
    OperationProbe.callEnded(call);
    OperationProbe.callRetried(call);
    OperationProbe.callFailed(call, "late");
    OutcomeTimer timer = plain("plan");
    assertThat(timer.inProgress()).isZero();
    assertThat(timer.count()).isEqualTo(1);
    assertThat(timer.successes()).isEqualTo(1);
    assertThat(timer.repetitions()).isEqualTo(1);
    assertThat(failures("plan_failures_total")).isZero();
  }

  @Test
  void aFailedCall_hasTheNameOfItsFirstFailure() {
    Object call = OperationProbe.begun("plan", null, null, null, null, null);
    OperationProbe.callFailed(call, new FileNotFoundException("secret"));
    OperationProbe.callFailed(call, "second");
    OperationProbe.callEnded(call);
    assertThat(plain("plan").successes()).isZero();
    assertThat(plain("plan").count()).isEqualTo(1);
    assertThat(errorTypes()).containsExactly("FileNotFoundException");
  }

  @Test
  void aCancelledCall_andOneWithoutAReason() {
    Object cancelled = OperationProbe.begun("plan", null, null, null, null, null);
    OperationProbe.callFailed(cancelled, new CancellationException());
    OperationProbe.callEnded(cancelled);
    Object unknown = OperationProbe.begun("plan", null, null, null, null, null);
    OperationProbe.callFailed(unknown, (Throwable) null);
    OperationProbe.callEnded(unknown);
    assertThat(errorTypes()).containsExactlyInAnyOrder("cancelled", "unknown");
  }

  private List<String> errorTypes() {
    return registry.families().stream()
        .filter(family -> family.name().equals("plan_failures_total"))
        .flatMap(family -> family.allSeries().stream())
        .map(series -> series.labelValues().get(0))
        .toList();
  }

  @Test
  void whatLibrariesRetryWithinACall_isItsOwn() {
    CurrentOperation.watch();
    Object outer = OperationProbe.begun("outer", null, null, null, null, null);
    Object inner = OperationProbe.begun("inner", null, null, null, null, null);
    assertThat(CurrentOperation.get()).isSameAs(plain("inner"));
    OperationProbe.callEnded(inner);
    assertThat(CurrentOperation.get()).isSameAs(plain("outer"));
    OperationProbe.callEnded(outer);
    assertThat(CurrentOperation.get()).isNull();
  }

  @Test
  void aRecord_allocatesNothing_andACallOneObject() {
    assertThat(
            allocated(
                () ->
                    OperationProbe.ended(
                        "plan", true, true, 0.001, null, "a", "1", "b", "2", null)))
        .isZero();
    assertThat(
            allocated(
                () ->
                    OperationProbe.callEnded(
                        OperationProbe.begun("plan", "a", "1", "b", "2", null))))
        .isLessThanOrEqualTo(40);
  }

  /** Bytes for each run. */
  private static long allocated(Runnable run) {
    assumeTrue(
        ManagementFactory.getThreadMXBean() instanceof ThreadMXBean,
        "this JVM does not count what threads allocate");
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    for (int i = 0; i < CALLS; i++) {
      run.run();
    }
    long before = threads.getThreadAllocatedBytes(thread);
    for (int i = 0; i < CALLS; i++) {
      run.run();
    }
    return (threads.getThreadAllocatedBytes(thread) - before) / CALLS;
  }
}
