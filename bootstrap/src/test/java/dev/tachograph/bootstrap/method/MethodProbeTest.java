package dev.tachograph.bootstrap.method;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.method.Template.Source;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.Operation;
import dev.tachograph.bootstrap.operation.OperationMetrics;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MethodProbeTest {
  private MetricFamily<Timer> times;
  private MetricRegistry registry;
  private int taskType;

  @BeforeEach
  void install() {
    registry =
        new MetricRegistry(
            10,
            10,
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
    // Each test has families of its own.
    Probes.prepareMethods();
    taskType = MethodProbe.register("task " + System.nanoTime(), task("t"));
    times = registry.timer("task_execute_time_seconds", "", new double[] {1}, "taskType", "status");
  }

  private long count(String status) {
    return Objects.requireNonNull(times.series("t", status).window()).snapshot().count();
  }

  /** By task type, without those of which nothing is in progress. */
  private Map<String, Double> inProgress() {
    Map<String, Double> running = new TreeMap<>();
    for (Series series : series("task_in_progress")) {
      running.put(series.labelValues().get(0), ((Gauge) series).value());
    }
    running.values().removeIf(number -> number == 0);
    return running;
  }

  private List<? extends Series> series(String family) {
    return registry.families().stream()
        .filter(one -> one.name().equals(family))
        .flatMap(one -> one.allSeries().stream())
        .toList();
  }

  private static MeasuredMethod task(String type) {
    return new MeasuredTask(new Template(Template.Part.text(type)));
  }

  @Test
  void aKeyHasOneNumber() {
    int number = MethodProbe.register("one", task("t"));
    assertThat(MethodProbe.register("one", task("t"))).isEqualTo(number);
    assertThat(MethodProbe.register("other", task("t"))).isNotEqualTo(number);
  }

  @Test
  void thereIsRoomForAnyNumberOfMethods() {
    int number = 0;
    for (int i = 0; i < 1100; i++) {
      number = MethodProbe.register("many " + i, task("t"));
    }
    assertThat(number).isGreaterThan(1024);
    MethodProbe.ended(number, MethodProbe.started(number), null);
    assertThat(count("SUCCESS")).isEqualTo(1);
  }

  /** The class may have been woven where the families had room for the series. */
  @Test
  void aMethodWhoseSeriesIsNotFixed_isMeasuredByWhatIsKnown() {
    Operation plan = new OperationMetrics(registry, OperationSettings.defaults()).operation("plan");
    Template label = new Template(Template.Part.value(Source.OBJECT, -1, new String[0], null));
    @Nullable Template[] labels = new Template[Operation.MAX_LABELS];
    labels[plan.position("who")] = label;
    MeasuredOperation method = new MeasuredOperation(plan, labels, null);
    assertThat(method.isFixed()).isFalse();
    int number = MethodProbe.register("not fixed " + System.nanoTime(), method);
    MethodProbe.ended(number, MethodProbe.started(number), null);
    assertThat(plan.timer("", "", "", "").successes()).isEqualTo(1);
  }

  @Test
  void aPlainReturnEndsTheExecution() {
    MethodProbe.ended(taskType, MethodProbe.started(taskType), "done", null);
    assertThat(count("SUCCESS")).isEqualTo(1);
  }

  @Test
  void whatHasBegunIsInProgress_untilItsWorkEnds() throws Exception {
    assertThat(series("task_in_progress")).isEmpty();
    assertThat(series("tachograph_task_type_info")).isEmpty();
    long returning = MethodProbe.started(taskType);
    long failing = MethodProbe.started(taskType);
    assertThat(inProgress()).containsExactly(Map.entry("t", 2.0));
    MethodProbe.ended(taskType, returning, null);
    MethodProbe.ended(taskType, failing, new IOException());
    assertThat(inProgress()).isEmpty();

    CompletableFuture<String> stage = new CompletableFuture<>();
    MethodProbe.ended(taskType, MethodProbe.started(taskType), stage, null);
    assertThat(inProgress()).containsExactly(Map.entry("t", 1.0));
    Thread other = new Thread(() -> stage.completeExceptionally(new IOException()));
    other.start();
    other.join();
    assertThat(inProgress()).isEmpty();
    assertThat(series("tachograph_task_type_info"))
        .singleElement()
        .satisfies(one -> assertThat(one.labelValues()).containsExactly("t", "workers.methods"));
  }

  /** A publisher that the method returned is no call, but each subscription to it is one. */
  @Test
  void subscriptionsAreInProgress() {
    MethodSubscriptions subscriptions =
        new MethodSubscriptions(MethodProbe.registered(taskType), executions());
    CallEnd first = subscriptions.begin();
    CallEnd second = subscriptions.begin();
    CallEnd third = subscriptions.begin();
    assertThat(inProgress()).containsExactly(Map.entry("t", 3.0));
    first.accept("done", null);
    second.cancel();
    third.withdraw();
    assertThat(inProgress()).isEmpty();
  }

  @Test
  void aTypeThatOnlyTheReturnedObjectHas_isNarrow() {
    assertThat(LaterEnds.isNarrow(ArrayList.class, new ArrayList<>(), List.of())).isTrue();
    assertThat(LaterEnds.isNarrow(List.class, new ArrayList<>(), List.of())).isFalse();
    assertThat(LaterEnds.isNarrow(String.class, new ArrayList<>(), List.of())).isFalse();
    assertThat(LaterEnds.isNarrow(null, new ArrayList<>(), List.of())).isFalse();
  }

  private Object executions() {
    return MethodProbe.registered(taskType).fixedSeries();
  }

  /** What the result names is in progress under the type that is known before. */
  @Test
  void aTaskTypeOfTheResult_isInProgressWithoutIt() {
    Template template = new Template(Template.Part.value(Source.RESULT, -1, new String[0], null));
    int number = MethodProbe.register("result " + System.nanoTime(), new MeasuredTask(template));
    Object call = MethodProbe.callStarted(number, null, new Object[0]);
    assertThat(inProgress()).containsExactly(Map.entry("unknown", 1.0));
    MethodProbe.callEnded(call, "t", null);
    assertThat(inProgress()).isEmpty();
    assertThat(count("SUCCESS")).isEqualTo(1);
  }

  /** Ten series are allowed; each type has two. */
  @Test
  void beyondTheLimit_whatIsInProgressIsOther_andEnds() {
    List<Object> calls = new ArrayList<>();
    Template template = new Template(Template.Part.value(Source.ARGUMENT, 0, new String[0], null));
    int number = MethodProbe.register("kinds " + System.nanoTime(), new MeasuredTask(template));
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 30; i++) {
        calls.add(MethodProbe.callStarted(number, null, new Object[] {"kind " + i}));
      }
      assertThat(inProgress()).hasSizeLessThanOrEqualTo(11).containsKey("other");
      assertThat(inProgress().values().stream().mapToDouble(Double::doubleValue).sum())
          .isEqualTo(30);
      for (int i = 0; i < 30; i++) {
        MethodProbe.callEnded(calls.get(i), null, i % 2 == 0 ? null : new IOException());
      }
      calls.clear();
      assertThat(inProgress()).isEmpty();
    }
  }

  @Test
  void aStageEndsTheExecutionWhenItCompletes() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    MethodProbe.ended(taskType, MethodProbe.started(taskType), stage, null);
    assertThat(count("SUCCESS")).isZero();
    stage.complete("done");
    assertThat(count("SUCCESS")).isEqualTo(1);
  }

  @Test
  void theFailureOfAStageIsNamedByItsCause() {
    CompletableFuture<String> source = new CompletableFuture<>();
    CompletableFuture<String> stage = source.thenApply(text -> text);
    MethodProbe.ended(taskType, MethodProbe.started(taskType), stage, null);
    source.completeExceptionally(new IOException("gone"));
    assertThat(count("FAILURE")).isEqualTo(1);
    assertThat(
            registry
                .counter("task_execute_error_total", "", "taskType", "exception")
                .series("t", "IOException")
                .value())
        .isEqualTo(1);
  }

  @Test
  void aStageThatTakesNoCallbackIsCountedAtOnceAndOnce() {
    CompletableFuture<String> refusing =
        new CompletableFuture<String>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            throw new UnsupportedOperationException();
          }
        };
    MethodProbe.ended(taskType, MethodProbe.started(taskType), refusing, null);
    refusing.complete("done");
    assertThat(count("SUCCESS")).isEqualTo(1);
  }

  @Test
  void aStageThatManyCallsReturnKeepsABoundedNumberOfCallbacks() {
    CompletableFuture<String> shared = new CompletableFuture<>();
    for (int i = 0; i < 1000; i++) {
      MethodProbe.ended(taskType, MethodProbe.started(taskType), shared, null);
    }
    assertThat(shared.getNumberOfDependents()).isLessThan(100);
    shared.complete("done");
    assertThat(count("SUCCESS")).isEqualTo(1000);
  }

  @Test
  void whatWasNotStartedDoesNotEnd() {
    MethodProbe.ended(taskType, 0, new CompletableFuture<String>(), null);
    MethodProbe.callEnded(null, "done", null);
    assertThat(count("SUCCESS")).isZero();
  }

  /** A getter that is itself a measured method. */
  public static final class Measured {
    private int asked;
    private int number;

    public String getKind() {
      asked++;
      Object call = MethodProbe.callStarted(number, this, new Object[0]);
      MethodProbe.callEnded(call, "t", null);
      return "t";
    }
  }

  @Test
  void whatTheAgentsOwnReadingCalls_isNotMeasured() {
    Template template =
        new Template(Template.Part.value(Template.Source.OBJECT, -1, new String[] {"kind"}, null));
    Measured measured = new Measured();
    measured.number = MethodProbe.register("kind " + System.nanoTime(), new MeasuredTask(template));
    Object call = MethodProbe.callStarted(measured.number, measured, new Object[0]);
    MethodProbe.callEnded(call, "t", null);
    assertThat(measured.asked).isEqualTo(1);
    assertThat(count("SUCCESS")).isEqualTo(1);
  }

  @Test
  void aMinimalStage_endsTheExecutionWithItsOutcome() {
    CompletableFuture<String> source = new CompletableFuture<>();
    MethodProbe.ended(
        taskType, MethodProbe.started(taskType), source.minimalCompletionStage(), null);
    MethodProbe.ended(
        taskType,
        MethodProbe.started(taskType),
        CompletableFuture.failedStage(new IOException("gone")),
        null);
    assertThat(count("SUCCESS")).isZero();
    assertThat(count("FAILURE")).isEqualTo(1);
    source.complete("done");
    assertThat(count("SUCCESS")).isEqualTo(1);
  }
}
