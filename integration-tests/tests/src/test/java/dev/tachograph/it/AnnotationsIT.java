package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.AnnotatedApp;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Annotations that the code has already make methods operations, with their oldest classes, their
 * newest, or none.
 */
@ParameterizedClass(name = "libraries: {0}, {1}")
@MethodSource("ways")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnnotationsIT {
  private static final String STEPS = "com.acme.annotated.MicrometerSteps";

  @Parameter(0)
  AnnotatedApp libraries = AnnotatedApp.NEWEST;

  @Parameter(1)
  Jdk jdk = Jdks.newest();

  private @Nullable Scrape scrape;
  private @Nullable Scrape withoutPackages;
  private @Nullable ExitedJvm exited;

  static Stream<Arguments> ways() {
    return JdkMatrix.of(Stream.of(AnnotatedApp.values()));
  }

  @BeforeParameterizedClassInvocation
  void runOnce() throws IOException {
    List<String> rules =
        List.of(
            "http.port=0",
            "operations.1.methods=" + STEPS + "#ruled",
            "operations.1.name=mm.ruled",
            "operations.1.labels.by=rule");
    Path file = Paths.newDirectory("annotations").resolve("agent.properties");
    Files.write(
        file,
        Stream.concat(
                rules.stream(),
                Stream.of(
                    "annotations.packages=com.acme.annotated.**, com.acme",
                    "annotations.span-attributes=true"))
            .toList());
    try (RunningJvm app = start(file)) {
      scrape = app.scrape();
      exited = PlainApps.finish(app);
    }
    if (libraries == AnnotatedApp.NEWEST) {
      Files.write(file, rules);
      try (RunningJvm app = start(file)) {
        withoutPackages = app.scrape();
      }
    }
  }

  private RunningJvm start(Path file) {
    RunningJvm app = libraries.start(JvmCommand.on(jdk).agentArguments(file.toString()));
    assertThat(app.stdout()).contains("> " + (libraries != AnnotatedApp.NONE));
    return app;
  }

  private Scrape scrape() {
    return Objects.requireNonNull(scrape, "not run");
  }

  private long successes(String operation, String... labels) {
    return scrape().count(operation + "_success_total", labels);
  }

  @Test
  void anAnnotatedMethod_isAnOperationOfTheAnnotationsName() {
    assertThat(successes("mm_timed")).isEqualTo(2);
    assertThat(scrape().count("mm_timed_failures_total", "error_type", "IllegalStateException"))
        .isEqualTo(1);
    assertThat(scrape().count("mm_timed_latency_seconds_count")).isEqualTo(3);
    for (String operation :
        List.of("mm_counted", "ot_named", "dw_timed", "dw_metered", "mp_timed")) {
      assertThat(successes(operation)).as(operation).isEqualTo(1);
    }
  }

  @Test
  void withoutAName_itIsTheMethods() {
    for (String operation : List.of("mm_unnamed_step", "ot_unnamed", "dw_counted", "mp_counted")) {
      assertThat(successes(operation)).as(operation).isEqualTo(1);
    }
  }

  @Test
  void tagsAreLabels() {
    assertThat(successes("mm_tagged", "region_name", "eu", "team", "billing")).isEqualTo(1);
    assertThat(successes("mp_timed", "region", "eu", "size", "large")).isEqualTo(1);
  }

  @Test
  void annotatedParametersOfASpan_areLabels() {
    assertThat(successes("ot_named", "order_type", "book", "size", "3")).isEqualTo(1);
  }

  @Test
  void thereAreFourLabelsAtMost_andTheRestIsSaid() {
    assertThat(successes("mm_many", "a", "1", "b", "2", "c", "3", "d", "4")).isEqualTo(1);
    assertThat(successes("mm_many", "e", "5")).isZero();
    assertThat(Objects.requireNonNull(exited).stderr())
        .filteredOn(line -> line.contains("the label e is left out"))
        .hasSize(1);
  }

  @Test
  void annotationsOfOneName_areOneOperation_andOfTwoAreTwo() {
    assertThat(successes("mm_both", "team", "billing")).isEqualTo(1);
    assertThat(successes("mm_first")).isEqualTo(1);
    assertThat(successes("mm_second")).isEqualTo(1);
  }

  @Test
  void anAnnotatedClass_hasItsPublicMethodsMeasured() {
    assertThat(successes("mm_whole")).isEqualTo(2);
    assertThat(successes("mm_own")).isEqualTo(1);
    assertThat(successes("mp_whole_first")).isEqualTo(1);
    assertThat(successes("mp_whole_second")).isEqualTo(1);
  }

  @Test
  void onlyTheNamedExceptionIsAFailure() {
    assertThat(scrape().count("dw_guarded_failures_total")).isEqualTo(1);
    assertThat(scrape().count("dw_guarded_failures_total", "error_type", "FileNotFoundException"))
        .isEqualTo(1);
    assertThat(successes("dw_guarded")).isEqualTo(1);
  }

  @Test
  void whatARuleMeasuresAsTheSameOperation_isNotMeasuredAgain() {
    assertThat(successes("mm_ruled", "by", "rule")).isEqualTo(1);
    assertThat(successes("mm_ruled")).isEqualTo(1);
    assertThat(successes("mm_other")).isEqualTo(1);
  }

  @Test
  void asynchronousWorkIsInProgress() {
    assertThat(scrape().sum("mm_later_in_progress")).isEqualTo(1);
  }

  @Test
  void otherPackagesAreLeftAlone() {
    assertThat(scrape().hasFamily("unlisted_success")).isFalse();
    assertThat(scrape().hasFamily("unlisted_success_total")).isFalse();
    Scrape without = withoutPackages;
    if (without != null) {
      assertThat(without.count("mm_ruled_success_total")).isEqualTo(1);
      assertThat(without.familyNames()).noneMatch(name -> name.startsWith("mm_timed"));
    }
  }

  @Test
  void matchesAreCounted_andMistakesAreSaid() {
    assertThat(scrape().value("tachograph_rule_matches", "rule", "com.acme.annotated.**"))
        .isEqualTo(22);
    assertThat(scrape().value("tachograph_config_problems")).isEqualTo(1);
    assertThat(scrape().count("tachograph_probe_errors_total")).isZero();
    ExitedJvm app = Objects.requireNonNull(exited);
    assertThat(app.stdout())
        .contains(
            "> java.lang.IllegalStateException: on purpose",
            "> java.io.FileNotFoundException: on purpose");
    assertThat(app.stderr())
        .allMatch(line -> line.startsWith("tachograph "))
        .filteredOn(line -> line.contains("ERROR"))
        .singleElement()
        .asString()
        .contains("com.acme.**");
  }
}
