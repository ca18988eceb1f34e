package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.method.CallEnd;
import dev.tachograph.bootstrap.method.MeasuredTask;
import dev.tachograph.bootstrap.method.MethodProbe;
import dev.tachograph.bootstrap.method.Template;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.Gauge;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FrameworkProbeTest {
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

  static class Mailer {
    void send() {}
  }

  static final class Mailer$$SpringCGLIB$$0 extends Mailer {}

  private MetricRegistry registry = new MetricRegistry(10, 100, new Quantiles());

  @BeforeEach
  void install() {
    registry = new MetricRegistry(10, 100, new Quantiles());
    Probes.install(
        Catalogue.documented(registry, OperationSettings.defaults(), null),
        HttpClientSettings.defaults(),
        message -> {});
    Probes.prepareFrameworks();
  }

  /** The numbers of a family other than 0, by label values. */
  private Map<String, Long> numbers(String name) {
    Map<String, Long> numbers = new TreeMap<>();
    for (MetricFamily<?> family : registry.families()) {
      if (family.name().equals(name)) {
        for (Series series : family.allSeries()) {
          numbers.put(String.join(" ", series.labelValues()), number(series));
        }
      }
    }
    numbers.values().removeIf(number -> number == 0);
    return numbers;
  }

  private static long number(Series series) {
    if (series instanceof Counter) {
      return ((Counter) series).value();
    }
    if (series instanceof Gauge) {
      return (long) ((Gauge) series).value();
    }
    return series instanceof Timer
        ? Objects.requireNonNull(((Timer) series).window()).snapshot().count()
        : 1;
  }

  private Map<String, Long> executions() {
    return numbers("task_execute_time_seconds");
  }

  private static void run(@Nullable Object started) {
    FrameworkProbe.ended(started, null);
  }

  @Test
  void aTask_isInProgressUntilItEnds() {
    Object job = FrameworkProbe.job("lib", "report");
    assertThat(numbers("task_in_progress")).containsExactly(Map.entry("report", 1L));
    assertThat(executions()).isEmpty();

    run(job);
    assertThat(numbers("task_in_progress")).isEmpty();
    assertThat(executions()).containsExactly(Map.entry("report SUCCESS", 1L));
    assertThat(numbers("tachograph_task_type_info")).containsExactly(Map.entry("report lib", 1L));
  }

  private static int rule(String taskType) {
    return MethodProbe.register(
        taskType + ' ' + System.nanoTime(),
        new MeasuredTask(new Template(Template.Part.text(taskType))));
  }

  @Test
  void aRuleWithinATaskOfItsType_isALayerOfThat() {
    int number = rule("report");
    Object job = FrameworkProbe.job("lib", "report");
    long layer = MethodProbe.started(number);
    assertThat(numbers("task_in_progress")).containsExactly(Map.entry("report", 1L));
    MethodProbe.ended(number, layer, new CompletableFuture<String>(), null);
    Object called = MethodProbe.callStarted(number, null, new Object[0]);
    MethodProbe.callEnded(called, "done", null);
    run(job);

    assertThat(numbers("task_in_progress")).isEmpty();
    assertThat(executions()).containsExactly(Map.entry("report SUCCESS", 1L));
    assertThat(numbers("tachograph_task_type_info")).containsExactly(Map.entry("report lib", 1L));
  }

  @Test
  void aRuleWithinATaskOfAnotherType_isATaskOfItsOwn() {
    int number = rule("print");
    Object job = FrameworkProbe.job("lib", "report");
    Object other = FrameworkProbe.job("lib", "print");
    run(other);
    MethodProbe.ended(number, MethodProbe.started(number), new IOException());
    run(job);

    assertThat(executions())
        .containsExactly(
            Map.entry("print FAILURE", 1L),
            Map.entry("print SUCCESS", 1L),
            Map.entry("report SUCCESS", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aRuleOnAThreadThatRunsNothingElse_leavesNothingThere() throws Exception {
    int number = rule("report");
    run(FrameworkProbe.job("lib", "report"));
    AtomicBoolean left = new AtomicBoolean(true);
    Thread thread =
        new Thread(
            () -> {
              MethodProbe.ended(number, MethodProbe.started(number), null);
              left.set(isKnownToThread());
            });
    thread.start();
    thread.join();

    assertThat(executions()).containsExactly(Map.entry("report SUCCESS", 2L));
    assertThat(left).isFalse();
    assertThat(isKnownToThread()).isTrue();
  }

  private static boolean isKnownToThread() {
    try {
      Field field = FrameworkThread.class.getDeclaredField("CURRENT");
      field.setAccessible(true);
      return ((ThreadLocal<?>) Objects.requireNonNull(field.get(null))).get() != null;
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMessageWithinAMessage_isTheSameMessage() {
    Object outer = FrameworkProbe.message("container", "orders", 0, false);
    Object inner = FrameworkProbe.message("channel", "input", 0, false);
    assertThat(inner).isNull();
    FrameworkProbe.ended(inner, new IOException());
    run(outer);
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 1L));
  }

  @Test
  void theFailureOfALayer_isThatOfTheMessage() {
    Object outer = FrameworkProbe.message("jms", "mail", 0, false);
    Object layer = FrameworkProbe.message("springjms", "mail", 0, false);
    FrameworkProbe.messageEnded(layer, new IOException());
    FrameworkProbe.messageEnded(outer, null);

    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("mail IOException", 1L));
  }

  private static void enter(Object handler) {
    assertThat(FrameworkProbe.channelled("lib", handler, null)).isNull();
  }

  /** A delivery in which these handlers fail with what is in its message, or succeed. */
  private static void deliver(Object... handlersContentsAndFailures) {
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    for (int i = 0; i < handlersContentsAndFailures.length; i += 3) {
      Object failure = handlersContentsAndFailures[i + 2];
      Object handler = handlersContentsAndFailures[i];
      enter(handler);
      FrameworkProbe.layerEnded(
          handler,
          handlersContentsAndFailures[i + 1],
          failure instanceof Throwable ? (Throwable) failure : null);
    }
    FrameworkProbe.messageEnded(outer, null);
  }

  @Test
  void aLayerThatSucceedsWithWhatItFailedWithBefore_hasNotFailed() {
    Object handler = new Object();
    Object inner = new Object();
    Object text = new Object();
    Object part = new Object();
    IOException failure = new IOException();
    deliver(handler, text, failure, handler, text, "done");
    // The failure of what one handler calls is that of both, and the outer one is called again.
    deliver(inner, part, failure, handler, text, new Error(failure), handler, text, "done");
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 2L));

    deliver(handler, text, failure, handler, text, failure);
    // Somebody else is done, or with something else.
    deliver(handler, text, failure, inner, text, "done");
    deliver(handler, text, failure, handler, part, "done");
    // Two have failed, and one is called again.
    deliver(inner, part, failure, handler, text, new Error(), handler, text, "done");
    FrameworkProbe.layerEnded(handler, text, failure);
    FrameworkProbe.layerEnded(handler, text, null);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("mail IOException", 4L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aHandlerAroundOneThatHasFailed_failsForBoth_whateverItThrows() {
    Object handler = new Object();
    Object inner = new Object();
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    enter(handler);
    enter(inner);
    FrameworkProbe.layerEnded(inner, new Object(), new IOException());
    FrameworkProbe.layerEnded(handler, "text", new IllegalStateException());
    // With the next attempt, others get another part of the same.
    enter(handler);
    enter(inner);
    FrameworkProbe.layerEnded(inner, new Object(), null);
    FrameworkProbe.layerEnded(handler, "text", null);
    FrameworkProbe.messageEnded(outer, null);
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 1L));
  }

  @Test
  void aFailureThatAHandlerAroundItHasHandled_isNotThatOfTheNextHandler() {
    Object handler = new Object();
    Object inner = new Object();
    Object next = new Object();
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    enter(handler);
    enter(inner);
    FrameworkProbe.layerEnded(inner, "part", new IOException());
    FrameworkProbe.layerEnded(handler, "text", null);
    enter(next);
    FrameworkProbe.layerEnded(next, "text", new IllegalStateException());
    enter(next);
    FrameworkProbe.layerEnded(next, "text", null);
    FrameworkProbe.messageEnded(outer, null);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("mail IOException", 1L));
  }

  @Test
  void theLastAttemptOfALayer_tellsHowTheMessageFails() {
    Object handler = new Object();
    deliver(handler, "text", new IOException(), handler, "text", new IllegalStateException());
    // Each attempt may fail deeper within, with something else.
    Object inner = new Object();
    IOException first = new IOException();
    IllegalStateException last = new IllegalStateException();
    Object outer = FrameworkProbe.message("lib", "parcel", 0, false);
    for (Throwable failure : new Throwable[] {first, last}) {
      enter(handler);
      enter(inner);
      FrameworkProbe.layerEnded(inner, "part", failure);
      FrameworkProbe.layerEnded(handler, "text", new InvocationTargetException(failure));
    }
    FrameworkProbe.messageEnded(outer, null);
    assertThat(numbers("task_execute_error_total"))
        .containsOnly(
            Map.entry("mail IllegalStateException", 1L),
            Map.entry("parcel IllegalStateException", 1L));
  }

  /** As a container of RabbitMQ that puts nothing into the queue for dead letters by itself. */
  @Test
  void whatAFrameworkMakesOfTheFailureOfALayer_isNotTheFailure() {
    for (boolean holds : new boolean[] {true, false}) {
      IOException failure = new IOException();
      Object handler = new Object();
      Object outer = FrameworkProbe.message("lib", "mail", 0, false);
      enter(handler);
      FrameworkProbe.layerEnded(handler, "text", failure);
      FrameworkProbe.messageEnded(outer, new IllegalArgumentException(holds ? failure : null));
    }
    assertThat(numbers("task_execute_error_total"))
        .containsOnly(
            Map.entry("mail IOException", 1L), Map.entry("mail IllegalArgumentException", 1L));
  }

  @Test
  @SuppressWarnings("NullAway") // What cannot record fails.
  void aTaskWhoseDelayCannotBeRecorded_endsAllTheSame() {
    FrameworkTasks tasks = FrameworkMetrics.current().tasks("lib", "mail");
    FrameworkTasks broken =
        new FrameworkTasks(tasks.executions, null, tasks.retries, tasks.records);
    FrameworkCall call = new FrameworkCall(UnitKind.MESSAGE, broken, null, false);
    call.lateNanos = 1;
    call.accept(null, null);
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void queuesThatNobodyNamed_areOneType() {
    run(FrameworkProbe.message("jms", "ID:host-1-2:1", true, 0, false));
    run(FrameworkProbe.message("rabbitmq", "amq.gen-JzTY20BRgKO-HjmUJj0wLg", 0, false));
    run(FrameworkProbe.message("springrabbit", "spring.gen-7gS3uGxkTpa1", 0, false));
    run(FrameworkProbe.message("jms", "6fa6d817-20cb-4a3a-bbc4-f4fc8f8f1ecd", 0, false));
    run(FrameworkProbe.message("jms", "reply.6fa6d817-20cb-4a3a-bbc4-f4fc8f8f1ecd", 0, false));

    assertThat(numbers("task_execute_time_seconds"))
        .containsExactly(
            Map.entry("reply.{uuid} SUCCESS", 1L), Map.entry("{temporary} SUCCESS", 4L));
  }

  @Test
  void aRecordWhoseLastDeliveryFailed_isARetry() {
    FrameworkProbe.recordEnded(FrameworkProbe.record("log", "orders", 0, 7, 0), new IOException());
    FrameworkProbe.recordEnded(FrameworkProbe.record("log", "orders", 1, 7, 0), null);
    assertThat(numbers("task_retries_total")).isEmpty();

    FrameworkProbe.recordEnded(FrameworkProbe.record("log", "orders", 0, 7, 0), null);
    FrameworkProbe.recordEnded(FrameworkProbe.record("log", "orders", 0, 7, 0), null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("orders", 1L));
  }

  @Test
  void aRecordThatIsDropped_isNoTask_butItsFailureIs() {
    FrameworkProbe.recordEnded(FrameworkProbe.record("log", "orders", 0, 7, 0), new IOException());
    Object dropped = FrameworkProbe.record("log", "orders", 0, 7, 1);
    FrameworkProbe.recordFiltered(true);
    FrameworkProbe.recordEnded(dropped, null);
    assertThat(executions()).containsExactly(Map.entry("orders FAILURE", 1L));

    Object failed = FrameworkProbe.record("log", "orders", 0, 8, 0);
    FrameworkProbe.recordFiltered(true);
    FrameworkProbe.recordEnded(failed, new IOException());
    Object taken = FrameworkProbe.record("log", "orders", 0, 9, 0);
    FrameworkProbe.recordFiltered(true);
    FrameworkProbe.recordFiltered(false);
    FrameworkProbe.recordEnded(taken, null);
    FrameworkProbe.recordFiltered(true);
    FrameworkProbe.batchFiltered(1);

    assertThat(executions())
        .containsExactly(Map.entry("orders FAILURE", 2L), Map.entry("orders SUCCESS", 1L));
    assertThat(numbers("task_retries_total")).isEmpty();
    assertThat(numbers("task_start_delay_seconds")).isEmpty();
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aBatch_isOfTheRecordsThatAreLeftOfIt_andNoneIfNobodyGetsThem() {
    Object whole = FrameworkProbe.recordBatch("log", "orders", 0, 1, 0, 4);
    FrameworkProbe.recordEnded(whole, null);
    Object rest = FrameworkProbe.recordBatch("log", "mail", 0, 1, 0, 4);
    FrameworkProbe.recordFiltered(true);
    FrameworkProbe.batchFiltered(3);
    FrameworkProbe.recordEnded(rest, null);
    Object empty = FrameworkProbe.recordBatch("log", "bills", 0, 1, 0, 4);
    FrameworkProbe.recordFiltered(true);
    FrameworkProbe.batchFiltered(0);
    FrameworkProbe.recordEnded(empty, null);
    Object dropped = FrameworkProbe.recordBatch("log", "waste", 0, 1, 0, 4);
    FrameworkProbe.recordFiltered(true);
    FrameworkProbe.recordEnded(dropped, null);

    assertThat(executions())
        .containsExactly(
            Map.entry("bills SUCCESS", 1L),
            Map.entry("mail SUCCESS", 1L),
            Map.entry("orders SUCCESS", 1L));
    assertThat(numbers("task_records_total"))
        .containsExactly(Map.entry("mail", 3L), Map.entry("orders", 4L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aRecordIsATask_fromTheBindingOfArguments_toTheEndOfWhatTheMethodReturned() {
    FrameworkProbe.recordBound(FrameworkProbe.record("log", "orders", 0, 7, 0), null);
    Object bound = FrameworkProbe.boundRecord();
    assertThat(FrameworkProbe.boundRecord()).isNull();
    CompletableFuture<Object> later = new CompletableFuture<>();
    assertThat(FrameworkProbe.recordEndedWith(bound, later, null)).isSameAs(later);
    assertThat(executions()).isEmpty();
    later.complete("done");

    FrameworkProbe.recordBound(FrameworkProbe.record("log", "orders", 0, 8, 0), null);
    FrameworkProbe.recordEndedWith(FrameworkProbe.boundRecord(), null, new IOException());
    FrameworkProbe.recordBound(
        FrameworkProbe.record("log", "orders", 0, 8, 0), new IllegalStateException());
    assertThat(FrameworkProbe.boundRecord()).isNull();

    assertThat(numbers("task_execute_time_seconds"))
        .containsExactly(Map.entry("orders FAILURE", 2L), Map.entry("orders SUCCESS", 1L));
    assertThat(numbers("task_execute_error_total"))
        .containsOnlyKeys("orders IOException", "orders IllegalStateException");
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("orders", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  /** A timer of a server. */
  public static final class RetryingTimer {
    private final boolean isInRetry;

    RetryingTimer(boolean isInRetry) {
      this.isInRetry = isInRetry;
    }

    public boolean isInRetry() {
      return isInRetry;
    }
  }

  @Test
  void aTimerThatSaysSo_isARetry() throws Exception {
    Method method = Mailer.class.getDeclaredMethod("send");
    for (Object timer : new Object[] {new RetryingTimer(false), "another timer"}) {
      run(FrameworkProbe.timedFiring("ejb", method, timer));
    }
    run(FrameworkProbe.timedFiring("ejb", method, null));
    assertThat(numbers("task_retries_total")).isEmpty();

    run(FrameworkProbe.timedFiring("ejb", method, new RetryingTimer(true)));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("Mailer.send", 1L));
    assertThat(executions()).containsExactly(Map.entry("Mailer.send SUCCESS", 4L));
  }

  @Test
  void unitsOfDifferentKinds_areDifferentUnits() {
    Object conductor = FrameworkProbe.job("conductor", "work");
    Object quartz = FrameworkProbe.keyedJob("quartz", "DEFAULT", "nightly", null, false);
    Object message = FrameworkProbe.message("kafka", "orders", 0, false);
    run(message);
    run(quartz);
    run(conductor);
    assertThat(executions())
        .containsOnlyKeys("work SUCCESS", "DEFAULT.nightly SUCCESS", "orders SUCCESS");
  }

  @Test
  void aMessageAfterAMessage_isAnotherOne() {
    run(FrameworkProbe.message("kafka", "orders", 0, false));
    run(FrameworkProbe.message("kafka", "orders", 0, false));
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 2L));
  }

  @Test
  void whatAnErrorHandlerKeeps_isAFailure() {
    Object started = FrameworkProbe.job("lib", "report");
    FrameworkProbe.failureKept(new IOException());
    run(started);
    assertThat(executions()).containsExactly(Map.entry("report FAILURE", 1L));
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("report IOException", 1L));
  }

  @Test
  void aFailureOutsideOfAnyTask_isNobodys() {
    FrameworkProbe.failureKept(new IOException());
    run(FrameworkProbe.job("lib", "report"));
    assertThat(executions()).containsExactly(Map.entry("report SUCCESS", 1L));
  }

  @Test
  void aFailure_isNamedByWhatTheApplicationThrew() {
    Throwable thrown =
        new CompletionException(new InvocationTargetException(new IOException("gone")));
    FrameworkProbe.ended(FrameworkProbe.job("lib", "report"), thrown);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("report IOException", 1L));
  }

  @Test
  void aTaskThatReturnsAStage_endsWithIt() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    FrameworkProbe.endedWith(FrameworkProbe.job("lib", "report"), stage, null);
    assertThat(numbers("task_in_progress")).containsExactly(Map.entry("report", 1L));

    stage.completeExceptionally(new IOException());
    assertThat(executions()).containsExactly(Map.entry("report FAILURE", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aFutureThatIsDone_tellsItsFailure() {
    FutureTask<String> future =
        new FutureTask<>(
            () -> {
              throw new IOException();
            });
    future.run();
    FrameworkProbe.endedWith(FrameworkProbe.job("lib", "report"), future, null);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("report IOException", 1L));
  }

  @Test
  void delaysRetriesAndRecords_areCounted() {
    Object started = FrameworkProbe.message("kafka", "orders", 0, false);
    FrameworkProbe.due(started, System.currentTimeMillis() - 5000);
    FrameworkProbe.due(started, 0);
    FrameworkProbe.repeated(started, true);
    FrameworkProbe.repeated(started, false);
    FrameworkProbe.records(started, 7);
    run(started);
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("orders", 1L));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("orders", 1L));
    assertThat(numbers("task_records_total")).containsExactly(Map.entry("orders", 7L));
  }

  @Test
  void manyDestinations_areJoined_andNothingIsLost() {
    for (int i = 0; i < 60; i++) {
      run(
          FrameworkProbe.message(
              "kafka", "mail." + (char) ('a' + i % 26) + (char) ('a' + i / 26), 0, false));
    }
    Object open = FrameworkProbe.message("kafka", "mail.zz", 0, false);
    assertThat(executions()).containsExactly(Map.entry("mail.{*} SUCCESS", 60L));
    assertThat(numbers("task_in_progress")).containsExactly(Map.entry("mail.{*}", 1L));
    run(open);
    assertThat(numbers("task_in_progress")).isEmpty();
    assertThat(numbers("tachograph_task_type_info")).containsOnlyKeys("mail.{*} kafka");
  }

  @Test
  void aTaskThatEndsOnAnotherThread_leavesItsOwn() throws Exception {
    Object started = FrameworkProbe.message("lib", "orders", 0, false);
    FrameworkProbe.left(started);
    Thread other = new Thread(() -> run(started));
    other.start();
    other.join();
    run(FrameworkProbe.message("lib", "orders", 0, false));
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 2L));
  }

  @Test
  void theTypeOfAMethod_isItsClassAsWritten() throws Exception {
    Method send = Mailer.class.getDeclaredMethod("send");
    assertThat(TypeNames.of(send, new Mailer())).isEqualTo("Mailer.send");
    assertThat(TypeNames.of(send, new Mailer$$SpringCGLIB$$0())).isEqualTo("Mailer.send");
    assertThat(TypeNames.of(send, null)).isEqualTo("Mailer.send");

    Method run = Runnable.class.getMethod("run");
    Object proxy =
        Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Runnable.class}, (p, m, a) -> null);
    assertThat(TypeNames.of(run, proxy)).isEqualTo("Runnable.run");
  }

  @Test
  void aJobThatIsACall_hasItsNameForAType_orItsMethod() {
    String signature = "com.acme.Mail.send(java.lang.Long)";
    run(FrameworkProbe.signedJob("lib", signature, "com.acme.Mail.send(4711)", null, false));
    run(FrameworkProbe.signedJob("lib", signature, null, null, false));
    run(FrameworkProbe.signedJob("lib", signature, "mail 4711", null, false));
    run(FrameworkProbe.signedJob("lib", signature, "mail 4712", null, false));
    assertThat(executions())
        .containsOnly(Map.entry(signature + " SUCCESS", 2L), Map.entry("mail {id} SUCCESS", 2L));
  }

  @Test
  void whatAPollHasBrought_countsByTopic_untilTheNextBegins() {
    Object consumer = new Object();
    PollProbe.begins(consumer);
    PollProbe.count(consumer, "orders", 2);
    PollProbe.count(consumer, "orders", 3);
    assertThat(numbers("consumer_records_total")).containsExactly(Map.entry("orders", 5L));
    assertThat(numbers("consumer_poll_interval_seconds")).isEmpty();

    PollProbe.begins(consumer);
    PollProbe.begins(consumer);
    assertThat(numbers("consumer_poll_interval_seconds")).containsExactly(Map.entry("orders", 1L));
  }

  @Test
  void whatAContainerPolls_isNotCounted() {
    Object consumer = new Object();
    PollProbe.containerPolls(true);
    PollProbe.count(consumer, "orders", 2);
    PollProbe.containerPolls(false);
    PollProbe.begins(consumer);
    assertThat(numbers("consumer_records_total")).isEmpty();
    assertThat(numbers("consumer_poll_interval_seconds")).isEmpty();
  }

  /** Has a consumer get a message. */
  private static @Nullable Object delivered(Object consumer, @Nullable String tag) {
    Object work = new Object();
    RabbitProbe.read(consumer, tag, "key", false, null);
    RabbitProbe.queued(work);
    RabbitProbe.readEnded();
    return RabbitProbe.started(work);
  }

  @Test
  void aConsumerOfTwoQueues_getsTheMessagesOfBoth() {
    Object consumer = new Object();
    RabbitProbe.asks(consumer, "mail");
    RabbitProbe.given(consumer, "tag1");
    RabbitProbe.asks(consumer, "bills");
    RabbitProbe.given(consumer, "tag2");
    run(delivered(consumer, "tag1"));
    run(delivered(consumer, "tag2"));
    run(delivered(new Object(), "tag3"));
    assertThat(executions())
        .containsOnly(
            Map.entry("mail SUCCESS", 1L),
            Map.entry("bills SUCCESS", 1L),
            Map.entry("key SUCCESS", 1L));
  }

  /** Has a listener of a container get a message. */
  private static void listen(Object message, boolean redelivered, @Nullable Throwable thrown) {
    Object started = RabbitProbe.listened(message, "mail", null, redelivered, 0);
    RabbitProbe.listenedEnded(started, message, thrown);
  }

  @Test
  void whatAListenerGetsAgainAfterItFailed_isARetry() {
    Object failing = new Object();
    listen(failing, false, new IOException());
    listen(failing, false, new IOException());
    listen(failing, false, null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 2L));
    // It is none after a success, or after the failure of another message.
    listen(failing, false, null);
    listen(new Object(), false, new IOException());
    listen(failing, false, null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 2L));
    listen(failing, true, null);
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 3L));
    assertThat(executions())
        .containsOnly(Map.entry("mail SUCCESS", 4L), Map.entry("mail FAILURE", 3L));
  }

  @Test
  void workThatIsNoMessage_isNoTask() {
    Object work = new Object();
    RabbitProbe.queued(work);
    assertThat(RabbitProbe.started(work)).isNull();
  }

  @Test
  void aRefusedMessage_fails_byItsExceptionIfThatIsKnown() {
    Object refused = delivered(new Object(), null);
    FrameworkProbe.messageFails();
    run(refused);
    Object thrown = delivered(new Object(), null);
    FrameworkProbe.messageFails();
    FrameworkProbe.failureKept(new IOException());
    run(thrown);
    FrameworkProbe.messageFails();
    assertThat(numbers("task_execute_error_total"))
        .containsOnly(Map.entry("key ReportedFailure", 1L), Map.entry("key IOException", 1L));
  }

  private static @Nullable Object received(Object handler, @Nullable String deliveries) {
    Object dispatcher = new Object();
    PubSubProbe.serves(dispatcher, "projects/shop/subscriptions/orders");
    PubSubProbe.serves(dispatcher, null);
    return PubSubProbe.received("lib", dispatcher, handler, 0, deliveries);
  }

  @Test
  void aMessageThatIsAnsweredFor_endsOnceItsReceiverHasReturned() {
    Object handler = new Object();
    Object received = received(handler, null);
    PubSubProbe.answered(handler, "ACK");
    PubSubProbe.answered(handler, "NACK");
    assertThat(executions()).isEmpty();
    PubSubProbe.returned(handler, received, null);
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 1L));
  }

  @Test
  void aMessageOfAReceiverThatHasReturned_endsWithItsAnswer() {
    Object handler = new Object();
    PubSubProbe.returned(handler, received(handler, "2"), null);
    run(FrameworkProbe.namedMessage("lib", "next"));
    assertThat(executions()).containsExactly(Map.entry("next SUCCESS", 1L));
    PubSubProbe.answered(handler, "NACK");
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders ReportedFailure", 1L));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("orders", 1L));
  }

  @Test
  void aMessageWhoseReceiverThrows_hasFailed_whateverTheAnswerWas() {
    Object handler = new Object();
    Object received = received(handler, "no number");
    PubSubProbe.answered(handler, "ACK");
    PubSubProbe.returned(handler, received, new IOException());
    Object other = new Object();
    PubSubProbe.returned(other, received(other, "1"), new IOException());
    PubSubProbe.answered(other, "NACK");
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders IOException", 2L));
    assertThat(executions()).containsExactly(Map.entry("orders FAILURE", 2L));
    assertThat(numbers("task_in_progress")).isEmpty();
    assertThat(numbers("task_retries_total")).isEmpty();
  }

  @Test
  void aMessageOfAnUnknownSubscription_isNoTask() {
    Object handler = new Object();
    assertThat(PubSubProbe.received("lib", new Object(), handler, 0, null)).isNull();
    PubSubProbe.answered(handler, "ACK");
    assertThat(executions()).isEmpty();
  }

  @Test
  void aMessageWithinAnother_isALayerOfIt_andItsFailureIsThatOfTheOther() {
    Object outer = FrameworkProbe.namedMessage("lib", "outer");
    Object handler = new Object();
    Object received = received(handler, null);
    assertThat(received).isNull();
    PubSubProbe.returned(handler, received, new IOException());
    PubSubProbe.answered(handler, "NACK");
    run(outer);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("outer IOException", 1L));
  }

  private static void lost() {
    Object handler = new Object();
    PubSubProbe.returned(handler, received(handler, null), null);
  }

  @Test
  void aMessageThatNobodyCanAnswerForAnyMore_hasEnded() throws InterruptedException {
    lost();
    for (int i = 0; i < 100 && executions().get("orders FAILURE") == null; i++) {
      System.gc();
      Thread.sleep(10);
      Object next = new Object();
      PubSubProbe.returned(next, received(next, null), null);
      PubSubProbe.answered(next, "ACK");
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders CancellationException", 1L));
  }

  /** As a failure of a layer that holds its message, which holds what takes the answer. */
  private static final class HandlerException extends RuntimeException {
    private static final long serialVersionUID = 1;

    final transient Object handler;

    HandlerException(Object handler) {
      this.handler = handler;
    }
  }

  private static WeakReference<Object> failedInALayer() {
    Object handler = new Object();
    Object received = received(handler, null);
    FrameworkProbe.messageEnded(null, new HandlerException(handler));
    PubSubProbe.returned(handler, received, null);
    return new WeakReference<>(handler);
  }

  private static WeakReference<Object> failedInALayerAndThrown() {
    Object handler = new Object();
    Object received = received(handler, null);
    HandlerException failure = new HandlerException(handler);
    FrameworkProbe.messageEnded(null, failure);
    PubSubProbe.returned(handler, received, failure);
    return new WeakReference<>(handler);
  }

  @Test
  void aMessageThatFailedInALayer_hasEnded_andIsNotHeldByItsFailure() throws InterruptedException {
    for (WeakReference<Object> handler : List.of(failedInALayer(), failedInALayerAndThrown())) {
      for (int i = 0; i < 100 && handler.get() != null; i++) {
        System.gc();
        Thread.sleep(10);
      }
      assertThat(handler.get()).isNull();
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders HandlerException", 2L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aMessageInRoutes_isAsLateAsItsSourceSays() {
    Long sent = System.currentTimeMillis() - 5000;
    for (Object time : new Object[] {sent, sent.toString(), "no time", ""}) {
      for (Object source : new Object[] {this, null}) {
        Object begun = RouteProbe.begins("lib", this, new Object(), "orders", null, source);
        RouteProbe.sent(Objects.requireNonNull(begun), time);
      }
    }
    Object begun = RouteProbe.begins("lib", this, new Object(), "orders", null, null);
    RouteProbe.sent(Objects.requireNonNull(begun), null);
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("orders", 4L));
  }

  /** A job that says when it was made. */
  public static final class Made {
    public Date getCreateTime() {
      return new Date(System.currentTimeMillis() - 5000);
    }
  }

  @Test
  void aJobThatWasFetched_isLateSinceItWasMade_unlessItIsRepeated() {
    run(FrameworkProbe.fetchedJob("lib", "bill", new Made(), false));
    run(FrameworkProbe.fetchedJob("lib", "bill", new Made(), true));
    run(FrameworkProbe.fetchedJob("lib", "bill", new Object(), false));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("bill", 1L));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("bill", 1L));
  }

  @Test
  void aMessageInRoutes_isNotLate_ifItsSourceHasAnotherTime() {
    for (String endpoint :
        new String[] {
          "seda.SedaEndpoint",
          "file.FileEndpoint",
          "file.remote.SftpEndpoint",
          "file.azure.FilesEndpoint",
          "azure.storage.blob.BlobEndpoint",
          "azure.storage.datalake.DataLakeEndpoint",
          "pubnub.PubNubEndpoint"
        }) {
      assertThat(RouteProbe.saysWhenSent("org.apache.camel.component." + endpoint))
          .as(endpoint)
          .isFalse();
    }
    for (String endpoint :
        new String[] {"azure.storage.queue.QueueEndpoint", "filebeat.Endpoint", "jms.Endpoint"}) {
      assertThat(RouteProbe.saysWhenSent("org.apache.camel.component." + endpoint))
          .as(endpoint)
          .isTrue();
    }
    assertThat(RouteProbe.saysWhenSent("com.acme.file.Endpoint")).isTrue();
  }

  @Test
  void aTimeFarInTheFuture_isNone_butAnotherClockMayBeAhead() {
    long now = System.currentTimeMillis();
    run(FrameworkProbe.message("lib", "ahead", now + 60_000, false));
    // A tenth of a microsecond is the unit of some.
    run(FrameworkProbe.message("lib", "other", now * 10_000, false));
    run(FrameworkProbe.message("lib", "other", Long.MAX_VALUE, false));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("ahead", 1L));
  }

  /** A message of messages. */
  public static final class Batch implements Iterable<String> {
    private final Object payload;

    Batch(Object payload) {
      this.payload = payload;
    }

    public Object getPayload() {
      return payload;
    }

    @Override
    public Iterator<String> iterator() {
      return List.of("a", "b").iterator();
    }
  }

  @Test
  void aBatchThatAMethodGets_hasTheRecordsOfItsPayload() throws ReflectiveOperationException {
    for (Object message :
        new Object[] {
          new Batch(List.of("a", "b", "c")), new Batch("no list"), List.class, new Object()
        }) {
      Object[] arguments = {message};
      FrameworkProbe.carries(arguments, message);
      run(FrameworkProbe.handed("f", List.of("orders"), arguments, message));
      run(FrameworkProbe.handed("f", List.of("orders"), arguments, message));
    }
    assertThat(numbers("task_records_total")).containsExactly(Map.entry("orders", 3L));
    assertThat(executions()).containsExactly(Map.entry("orders SUCCESS", 8L));
  }

  @Test
  void aMessageInRoutes_isATaskOfTheFirst() {
    Object message = new Object();
    Object first = new Object();
    Object second = new Object();
    assertThat(RouteProbe.begins("lib", first, message, "orders", null, null)).isNotNull();
    assertThat(RouteProbe.begins("lib", second, message, "packing", "orders", null)).isNull();
    assertThat(RouteProbe.begins("lib", first, message, "orders", "orders", null)).isNull();
    RouteProbe.ends(first, message, null, null);
    RouteProbe.ends(second, message, null, null);
    assertThat(executions()).isEmpty();
    RouteProbe.ends(first, message, null, new IOException());
    assertThat(executions()).containsExactly(Map.entry("orders FAILURE", 1L));

    // A part of a message that came into another route first.
    RouteProbe.begins("lib", second, new Object(), "packing", "orders", null);
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  /** What a route holds: the messages that are under way in it. */
  private static WeakReference<Object> dropped() {
    Object message = new Object();
    List<Object> route = new ArrayList<>(List.of(message));
    RouteProbe.begins("lib", route, message, "orders", null, null);
    return new WeakReference<>(message);
  }

  @Test
  void aMessageThatIsDroppedOnItsWay_hasEnded_andIsNotHeld() throws InterruptedException {
    WeakReference<Object> message = dropped();
    for (int i = 0; i < 100 && message.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertThat(message.get()).isNull();
    Object next = new Object();
    for (int i = 0; i < 100 && executions().get("orders FAILURE") == null; i++) {
      // The collector hands it on a little later.
      RouteProbe.begins("lib", next, next, "packing", null, null);
      RouteProbe.ends(next, next, null, null);
      Thread.sleep(10);
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders CancellationException", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void theJdksOwnTimerTasks_areNotMeasured() {
    assertThat(FrameworkProbe.timed("timer", new java.util.concurrent.atomic.AtomicInteger()))
        .isNull();
    run(FrameworkProbe.timed("timer", new Mailer()));
    assertThat(executions()).containsExactly(Map.entry("Mailer SUCCESS", 1L));
  }

  /** A class of that name, without any member. */
  private static Class<?> named(String name) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeInt(0xCAFEBABE);
    out.writeInt(52);
    out.writeShort(5);
    for (String each : new String[] {name.replace('.', '/'), "java/lang/Object"}) {
      out.writeByte(1);
      out.writeUTF(each);
    }
    for (int nameAt = 1; nameAt <= 2; nameAt++) {
      out.writeByte(7);
      out.writeShort(nameAt);
    }
    for (int part : new int[] {Modifier.PUBLIC | 0x20, 3, 4, 0, 0, 0, 0}) {
      out.writeShort(part);
    }
    return new ClassLoader(FrameworkProbeTest.class.getClassLoader()) {
      Class<?> define() {
        return defineClass(name, bytes.toByteArray(), 0, bytes.size());
      }
    }.define();
  }

  @Test
  void aTimersTaskOfAServer_isUpkeep_andNotThatOfAnApplicationOfItsVendor() throws IOException {
    for (String upkeep : new String[] {"com.ibm.ws.timer.Sweep", "com.ibm.tx.Recovery"}) {
      assertThat(TypeNames.isUpkeep(named(upkeep))).as(upkeep).isTrue();
    }
    for (String own : new String[] {"com.ibm.cloud.acme.Sweep", "com.ibm.wsx.Sweep"}) {
      assertThat(TypeNames.isUpkeep(named(own))).as(own).isFalse();
    }
  }

  @Test
  void aTaskOfATimer_isAsLateAsTheTimeForWhichItWasAwaited() {
    FrameworkProbe.timerAwaits(System.currentTimeMillis() + 5000);
    FrameworkProbe.timerAwaits(System.currentTimeMillis() - 5000);
    run(FrameworkProbe.timed("timer", new Mailer()));
    FrameworkProbe.timerAwaits(0);
    run(FrameworkProbe.timed("timer", new Mailer()));
    assertThat(executions()).containsExactly(Map.entry("Mailer SUCCESS", 2L));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("Mailer", 1L));
  }

  @Test
  void topicsOfPulsar_areCalledAsProgramsCallThemForShort() {
    for (String topic :
        new String[] {
          "persistent://public/default/orders",
          "persistent://public/default/orders-partition-12",
          "non-persistent://public/default/orders",
          "orders"
        }) {
      run(FrameworkProbe.published("lib", topic, 0, false));
    }
    run(FrameworkProbe.published("lib", "persistent://shop/eu/parcels-partition-0", 0, false));
    run(FrameworkProbe.published("lib", "persistent://shop/eu/a-partition-", 0, false));
    assertThat(executions())
        .containsOnly(
            Map.entry("orders SUCCESS", 4L),
            Map.entry("shop/eu/parcels SUCCESS", 1L),
            Map.entry("shop/eu/a-partition- SUCCESS", 1L));
  }

  @Test
  void aFailureThatWasKept_countsAndNotWhatIsMadeOfIt() {
    Object job = FrameworkProbe.job("lib", "sweep");
    FrameworkProbe.failureKept(new IOException());
    FrameworkProbe.endedAsKept(job, new IllegalStateException());
    FrameworkProbe.endedAsKept(FrameworkProbe.job("lib", "sweep"), new IllegalStateException());
    run(FrameworkProbe.job("lib", "sweep"));
    assertThat(numbers("task_execute_error_total"))
        .containsOnly(
            Map.entry("sweep IOException", 1L), Map.entry("sweep IllegalStateException", 1L));
    assertThat(executions()).contains(Map.entry("sweep SUCCESS", 1L));
  }

  @Test
  void theFutureOfAListener_endsTheMessage() {
    CompletableFuture<String> later = new CompletableFuture<>();
    Object message = FrameworkProbe.message("lib", "orders", 0, false);
    FrameworkProbe.listenerReturned(later);
    FrameworkProbe.messageEnded(message, null);
    assertThat(executions()).isEmpty();
    run(FrameworkProbe.message("lib", "next", 0, false));
    assertThat(executions()).containsExactly(Map.entry("next SUCCESS", 1L));

    later.completeExceptionally(new IOException());
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("orders IOException", 1L));
  }

  @Test
  void aHandler_getsTheMessagesOfTheChannelThatItIsSubscribedTo() {
    Object handler = new Object();
    assertThat(FrameworkProbe.channelled("lib", handler, null)).isNull();

    FrameworkProbe.subscribed(handler, "orders.4711");
    Object message = FrameworkProbe.channelled("lib", handler, System.currentTimeMillis());
    assertThat(FrameworkProbe.channelled("lib", handler, null)).isNull();
    FrameworkProbe.messageEnded(message, null);
    assertThat(executions()).containsExactly(Map.entry("orders.{id} SUCCESS", 1L));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("orders.{id}", 1L));
    run(FrameworkProbe.channelled("lib", handler, null));
    run(FrameworkProbe.channelled("lib", handler, new Date()));
    assertThat(executions()).containsExactly(Map.entry("orders.{id} SUCCESS", 3L));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("orders.{id}", 1L));
  }

  @Test
  void whatASupplierOfSpringCloudStreamHasReturned_isHandedOnByNoTask() {
    Object handler = new Object();
    FrameworkProbe.subscribed(handler, "ticks_integrationflow.channel#0");
    assertThat(FrameworkProbe.channelled("lib", handler, null)).isNull();
  }

  private static @Nullable Object call(
      Object function, @Nullable Object content, @Nullable Throwable thrown) {
    Object started = FrameworkProbe.function("lib", "upper", function);
    return FrameworkProbe.functionEnded(
        started, function, content, String.class, thrown == null ? "TEXT" : null, thrown);
  }

  @Test
  void aFunctionThatReturnsItsResult_isATaskByItsName() {
    assertThat(call("function", "text", null)).isEqualTo("TEXT");
    assertThat(call("function", null, new IOException())).isNull();
    assertThat(executions())
        .containsOnly(Map.entry("upper SUCCESS", 1L), Map.entry("upper FAILURE", 1L));
  }

  @Test
  void aFunctionWithinAMessage_isALayer_whoseFailureIsKept_unlessItSucceedsWithTheSame() {
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    assertThat(call("function", "text", null)).isEqualTo("TEXT");
    call("function", "text", new IOException());
    call("function", "text", null);
    FrameworkProbe.messageEnded(outer, null);
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 1L));

    outer = FrameworkProbe.message("lib", "mail", 0, false);
    call("function", "text", new IOException());
    call("supplier", null, new IllegalStateException());
    call("supplier", null, null);
    FrameworkProbe.messageEnded(outer, null);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("mail IOException", 1L));
  }

  /** The subscriptions to what a function with this name has returned. */
  private static TaskSubscriptions subscriptions(String function) {
    return new TaskSubscriptions(FrameworkMetrics.current().tasks("lib", function));
  }

  @Test
  void aThreadThatSubscribes_runsTheTask_untilItHasSubscribedOrTheTaskHasEnded() {
    TaskSubscriptions later = subscriptions("later");
    Object job = FrameworkProbe.job("lib", "report");
    CallEnd begun = Objects.requireNonNull(later.begin());
    later.enter(begun);
    // What is called now is a layer, and so are the subscriptions of other functions.
    assertThat(FrameworkProbe.message("channel", "input", 0, false)).isNull();
    assertThat(subscriptions("other").begin()).isNull();
    int number = rule("later");
    MethodProbe.ended(number, MethodProbe.started(number), null);
    FrameworkProbe.messageEnded(null, new IOException());
    later.leave(begun);
    run(FrameworkProbe.message("lib", "next", 0, false));
    begun.accept("done", null);

    begun = Objects.requireNonNull(later.begin());
    later.enter(begun);
    begun.accept("done", null);
    run(FrameworkProbe.message("lib", "next", 0, false));
    later.leave(begun);
    run(FrameworkProbe.message("lib", "next", 0, false));
    run(job);
    assertThat(FrameworkThread.current().call).isNull();

    assertThat(executions())
        .containsOnly(
            Map.entry("later FAILURE", 1L),
            Map.entry("later SUCCESS", 1L),
            Map.entry("next SUCCESS", 3L),
            Map.entry("report SUCCESS", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aSubscriptionWithinAMessage_isALayerOfThat() {
    TaskSubscriptions later = subscriptions("later");
    Object outer = FrameworkProbe.message("lib", "mail", 0, false);
    CallEnd begun = later.begin();
    assertThat(begun).isNull();
    later.enter(begun);
    later.leave(begun);
    run(outer);
    assertThat(executions()).containsExactly(Map.entry("mail SUCCESS", 1L));
  }

  @Test
  void whatHeadersSay_isANumberOrItsDigits_orUnknown() {
    run(FrameworkProbe.received("lib", "mail", "1700000000000", 2L, 0));
    run(FrameworkProbe.received("lib", "mail", "yesterday", null, 3));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("mail", 1L));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 1L));
    assertThat(numbers("task_records_total")).containsExactly(Map.entry("mail", 3L));
  }

  /** What a framework says of a firing. */
  public static final class Firing {
    public Class<?> getTargetClass() {
      return Mailer.class;
    }

    public Method getMethod() throws NoSuchMethodException {
      return Mailer.class.getDeclaredMethod("send");
    }
  }

  @Test
  void aFiringThatSubscribes_endsWithItsSubscriber() throws ReflectiveOperationException {
    Object subscriber = new Object();
    Object firing = FrameworkProbe.firing("lib", new Firing());
    FrameworkProbe.subscribes(subscriber);
    run(firing);
    assertThat(executions()).isEmpty();

    FrameworkProbe.subscriberEnded(subscriber, new IOException());
    FrameworkProbe.subscriberEnded(subscriber, null);
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("Mailer.send IOException", 1L));
    assertThat(numbers("task_in_progress")).isEmpty();
  }

  @Test
  void aMessageSentWithinAnother_isATaskOfItsOwn_andOnlyWhatIsRefusedFails() {
    Object message = new Object();
    Object outer = FrameworkProbe.handed("f", List.of("raw", "other"), new Object[0], message);
    Object inner = FrameworkProbe.handed("f", List.of("cooked"), new Object[0], null);
    FrameworkProbe.refused(new Object(), new IOException());
    FrameworkProbe.handedEnded(inner, null, null);
    FrameworkProbe.refused(message, new IOException());
    CompletableFuture<Object> later = new CompletableFuture<>();
    assertThat(FrameworkProbe.handedEnded(outer, later, null)).isSameAs(later);
    later.complete(null);
    assertThat(numbers("task_execute_time_seconds"))
        .containsOnlyKeys("cooked SUCCESS", "raw FAILURE");
    assertThat(numbers("task_in_progress")).isEmpty();
    assertThat(FrameworkProbe.handed("f", List.of(), new Object[0], message)).isNull();
  }

  @Test
  void aMessageThatTheReasonHolds_isNotKept() throws InterruptedException {
    WeakReference<Object> message = refusedMessage();
    while (message.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
    assertThat(numbers("task_execute_error_total"))
        .containsExactly(Map.entry("raw RefusedMessage", 1L));
  }

  private static WeakReference<Object> refusedMessage() {
    Object message = new Object();
    Object started = FrameworkProbe.handed("f", List.of("raw"), new Object[0], message);
    FrameworkProbe.refused(message, new RefusedMessage(message));
    FrameworkProbe.handedEnded(started, null, null);
    return new WeakReference<>(message);
  }

  /** As that of Spring's messaging. */
  @SuppressWarnings("serial")
  private static final class RefusedMessage extends Exception {
    final Object message;

    RefusedMessage(Object message) {
      this.message = message;
    }
  }

  @Test
  void aTriggerIsNamedByItsMethod_orByItself() {
    for (String method : new String[] {"com.acme.Jobs#tick", "com.acme.Outer$Jobs#tock", "plain"}) {
      FrameworkProbe.ended(FrameworkProbe.firing("f", method, "1", (Instant) null), null);
    }
    FrameworkProbe.ended(FrameworkProbe.firing("f", null, "sweep 4711", Instant.now()), null);
    assertThat(numbers("task_execute_time_seconds"))
        .containsOnlyKeys(
            "Jobs.tick SUCCESS", "Jobs.tock SUCCESS", "plain SUCCESS", "sweep {id} SUCCESS");
    assertThat(numbers("task_start_delay_seconds")).containsOnlyKeys("sweep {id}");
  }

  @Test
  void aSubscriptionNamesItsMessages_unlessItsNameWasMadeUp() {
    for (String subscription : new String[] {"orders.*", "_INBOX.x7", null}) {
      FrameworkProbe.messageEnded(
          FrameworkProbe.subscribed("f", subscription, "orders.new", null, false), null);
    }
    assertThat(numbers("task_execute_time_seconds"))
        .isEqualTo(Map.of("orders.* SUCCESS", 1L, "orders.new SUCCESS", 2L));
  }
}
