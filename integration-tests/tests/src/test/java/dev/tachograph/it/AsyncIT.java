package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.AsyncApp;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Methods end when their work ends, with every library for that. */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("appsAndJdks")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AsyncIT {
  /** Kinds of steps that are over when their method returns. */
  private static final Set<String> PROMPT = Set.of("narrow", "prompt", "foreign");

  /** Kinds of steps that are others' parts, and are taken along with them. */
  private static final Set<String> PARTS = Set.of("outer", "inner");

  /** Kinds of steps that succeed with their third attempt. */
  private static final Set<String> RETRIED = Set.of("retried", "again");

  @Parameter(0)
  AsyncApp library = AsyncApp.GUAVA_33_8_0;

  @Parameter(1)
  Jdk jdk = Jdks.newest();

  private @Nullable Scrape whileHeld;
  private @Nullable Scrape scrape;
  private @Nullable ExitedJvm exited;
  private @Nullable ExitedJvm plain;

  static Stream<Arguments> appsAndJdks() {
    return JdkMatrix.of(Stream.of(AsyncApp.values()));
  }

  @BeforeParameterizedClassInvocation
  void runOnce() throws IOException {
    Path file = Paths.newDirectory("async").resolve("agent.properties");
    Files.write(
        file,
        List.of(
            "http.port=0",
            "operations.1.methods=" + library.steps(),
            "operations.1.labels.how={arg0}",
            "workers.1.methods=" + library.steps(),
            "workers.1.task-type={method}-{arg0}"));
    try (RunningJvm app = library.start(JvmCommand.on(jdk).agentArguments(file.toString()))) {
      whileHeld = app.scrape();
      PlainApps.goOn(app);
      scrape = app.scrape();
      exited = PlainApps.finish(app);
    }
    try (RunningJvm app = library.start(JvmCommand.on(jdk))) {
      PlainApps.goOn(app);
      plain = PlainApps.finish(app);
    }
  }

  private Scrape scrape() {
    return Objects.requireNonNull(scrape, "not run");
  }

  /** The kinds of steps whose work ends later. */
  private List<String> kinds() {
    List<String> kinds =
        scrape().familyNames().stream()
            .filter(name -> name.endsWith("_latency_seconds"))
            .map(name -> name.substring(0, name.length() - "_latency_seconds".length()))
            .filter(name -> !PROMPT.contains(name) && !PARTS.contains(name))
            .collect(Collectors.toList());
    assertThat(kinds).hasSizeGreaterThanOrEqualTo(2);
    return kinds;
  }

  /** How many calls a step of a kind consists of. */
  private static int calls(String kind) {
    return kind.equals("nested") ? 3 : 1;
  }

  private long successes(String kind, String how) {
    long successes = scrape().count(kind + "_success_total", "how", how);
    assertThat(tasks(kind, how, "SUCCESS")).as(kind + how).isEqualTo(successes);
    return successes;
  }

  private long failures(String kind, String how, String errorType) {
    long failures = scrape().count(kind + "_failures_total", "how", how, "error_type", errorType);
    assertThat(tasks(kind, how, "FAILURE")).as(kind + how).isEqualTo(failures);
    return failures;
  }

  private long tasks(String kind, String how, String status) {
    return scrape()
        .count("task_execute_time_seconds_count", "taskType", kind + "-" + how, "status", status);
  }

  @Test
  void workThatCompletes_isASuccess() {
    for (String kind : kinds()) {
      assertThat(successes(kind, "complete")).as(kind).isEqualTo(calls(kind));
    }
  }

  @Test
  void workThatFails_isAFailureOfItsOwnException() {
    for (String kind : kinds()) {
      assertThat(failures(kind, "fail", "IllegalStateException")).as(kind).isEqualTo(calls(kind));
    }
  }

  @Test
  void aMethodThatThrows_isAFailure() {
    for (String kind : kinds()) {
      assertThat(failures(kind, "throw", "IllegalStateException")).as(kind).isEqualTo(calls(kind));
    }
  }

  @Test
  void workThatIsCancelled_isAFailureCalledSo() {
    for (String kind : kinds()) {
      assertThat(failures(kind, "cancel", "cancelled")).as(kind).isEqualTo(calls(kind));
    }
  }

  @Test
  void workThatLasts_isInProgressUntilItEnds() {
    Scrape before = Objects.requireNonNull(whileHeld, "not run");
    for (String kind : kinds()) {
      assertThat(before.sum(kind + "_in_progress", "how", "hold")).as(kind).isEqualTo(calls(kind));
      assertThat(before.count(kind + "_latency_seconds_count", "how", "hold")).as(kind).isZero();
      assertThat(scrape().sum(kind + "_in_progress", "how", "hold")).as(kind).isZero();
      assertThat(successes(kind, "hold")).as(kind).isEqualTo(calls(kind));
    }
  }

  @Test
  void workThatIsBegunTwice_countsTwice() {
    for (String kind : kinds()) {
      assertThat(successes(kind, "twice")).as(kind).isEqualTo(2 * calls(kind));
    }
  }

  @Test
  void workThatNobodyBegins_doesNotCount() {
    for (String kind : kinds()) {
      assertThat(scrape().count(kind + "_latency_seconds_count", "how", "never")).as(kind).isZero();
      // Guava's futures are hot: they have begun.
      assertThat(scrape().sum(kind + "_in_progress", "how", "never"))
          .as(kind)
          .isEqualTo(library.isGuava() ? 1 : 0);
      assertThat(scrape().sum(kind + "_in_progress")).isEqualTo(library.isGuava() ? 1 : 0);
    }
  }

  /** What only some libraries have. */
  @Test
  void kindsOfTheirOwn_endAsDocumented() {
    if (library.isReactor()) {
      anObjectThatCannotBeReplaced_endsTheCallWhereItIsReturned_whichIsSaidOnce();
      assertThat(scrape().count("retried_retries_total", "how", "complete"))
          .isEqualTo(library == AsyncApp.REACTOR_3_8_8 ? 2 : 0);
    }
    if (library.hasAttempts()) {
      for (String kind : kinds()) {
        assertThat(scrape().count(kind + "_retries_total", "how", "complete"))
            .as(kind)
            .isEqualTo(RETRIED.contains(kind) ? 2 : 0);
      }
    }
    if (library.isKotlin()) {
      functionsThatNeedNotWait_endWhereTheyReturn();
      functionsWithinFunctions_endForThemselves();
      aCallerThatKotlinHasNotCompiled_isLeftAtTheFirstWait_whichIsSaidOnce();
      coroutinesOfAnExecutor_areItsTasks();
    }
  }

  private void anObjectThatCannotBeReplaced_endsTheCallWhereItIsReturned_whichIsSaidOnce() {
    for (String how : List.of("complete", "fail", "cancel", "hold", "twice", "never")) {
      assertThat(successes("narrow", how)).as(how).isEqualTo(1);
    }
    assertThat(Objects.requireNonNull(exited).stderr())
        .filteredOn(line -> line.contains("WARN"))
        .singleElement()
        .asString()
        .contains("calls that return reactor.core.publisher.")
        .contains("end when they return");
  }

  private void functionsThatNeedNotWait_endWhereTheyReturn() {
    for (String how : List.of("complete", "cancel", "hold")) {
      assertThat(successes("prompt", how)).as(how).isEqualTo(1);
    }
    assertThat(successes("prompt", "twice")).isEqualTo(2);
    assertThat(failures("prompt", "fail", "IllegalStateException")).isEqualTo(1);
  }

  private void aCallerThatKotlinHasNotCompiled_isLeftAtTheFirstWait_whichIsSaidOnce() {
    assertThat(successes("foreign", "foreign")).isEqualTo(1);
    assertThat(Objects.requireNonNull(exited).stderr())
        .filteredOn(line -> line.contains("WARN"))
        .singleElement()
        .asString()
        .contains("calls of suspending functions by a com.acme.async.Foreign end when");
  }

  private void coroutinesOfAnExecutor_areItsTasks() {
    assertThat(Objects.requireNonNull(exited).stdout())
        .anyMatch(line -> line.endsWith("dispatched 20, dispatched 20]"));
    for (String executor : List.of("reports", "letters")) {
      for (String counter :
          List.of(
              "submitted_tasks_total", "tasks_duration_seconds_count", "task_wait_seconds_count")) {
        assertThat(scrape().count("java_executor_" + counter, "executor", executor))
            .as(executor + counter)
            .isEqualTo(20);
      }
      assertThat(
              scrape()
                  .count(
                      "java_executor_tasks_duration_seconds_count",
                      "executor",
                      executor,
                      "result",
                      "completed"))
          .isEqualTo(20);
    }
  }

  private void functionsWithinFunctions_endForThemselves() {
    for (String part : PARTS) {
      // A step takes them twice as a whole before it takes them in its own way.
      assertThat(successes(part, "complete")).as(part).isEqualTo(2 * 7 + 1);
      assertThat(successes(part, "twice")).as(part).isEqualTo(2);
      assertThat(successes(part, "hold")).as(part).isEqualTo(1);
      assertThat(failures(part, "fail", "IllegalStateException")).as(part).isEqualTo(1);
      assertThat(failures(part, "cancel", "cancelled")).as(part).isEqualTo(1);
      assertThat(scrape().sum(part + "_in_progress")).as(part).isZero();
    }
  }

  @Test
  void theApplicationSeesTheSame() {
    ExitedJvm with = Objects.requireNonNull(exited, "not run");
    assertThat(with.stdout()).isEqualTo(Objects.requireNonNull(plain).stdout());
    assertThat(new TreeSet<>(with.stderr()))
        .allMatch(line -> line.startsWith("tachograph "))
        .noneMatch(line -> line.contains("ERROR"))
        .filteredOn(line -> line.contains("WARN"))
        .hasSize(library.isReactor() || library.isKotlin() ? 1 : 0);
    assertThat(scrape().count("tachograph_probe_errors_total")).isZero();
  }
}
