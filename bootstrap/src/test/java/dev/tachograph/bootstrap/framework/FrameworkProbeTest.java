package dev.tachograph.bootstrap.framework;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.method.MethodProbe;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FrameworkProbeTest extends FrameworkFixture {
  static final class Mailer$$SpringCGLIB$$0 extends Mailer {}

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
  @SuppressWarnings("NullAway") // What cannot record fails.
  void aTaskWhoseDelayCannotBeRecorded_endsAllTheSame() {
    FrameworkTasks tasks = FrameworkMetrics.current().tasks("lib", "mail");
    FrameworkTasks broken =
        new FrameworkTasks(tasks.executions, null, tasks.retries, tasks.records);
    FrameworkCall call = new FrameworkCall(UnitKind.MESSAGE, broken, null, false);
    call.dueUnlessWithdrawn(System.currentTimeMillis());
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
  void aTimeFarInTheFuture_isNone_butAnotherClockMayBeAhead() {
    long now = System.currentTimeMillis();
    run(FrameworkProbe.message("lib", "ahead", now + 60_000, false));
    // A tenth of a microsecond is the unit of some.
    run(FrameworkProbe.message("lib", "other", now * 10_000, false));
    run(FrameworkProbe.message("lib", "other", Long.MAX_VALUE, false));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("ahead", 1L));
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
  void whatHeadersSay_isANumberOrItsDigits_orUnknown() {
    run(FrameworkProbe.received("lib", "mail", "1700000000000", 2L, 0));
    run(FrameworkProbe.received("lib", "mail", "yesterday", null, 3));
    assertThat(numbers("task_start_delay_seconds")).containsExactly(Map.entry("mail", 1L));
    assertThat(numbers("task_retries_total")).containsExactly(Map.entry("mail", 1L));
    assertThat(numbers("task_records_total")).containsExactly(Map.entry("mail", 3L));
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
