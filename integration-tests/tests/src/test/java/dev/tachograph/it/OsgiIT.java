package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.OsgiBundle;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A bundle sees of the JVM's classes what its framework lets through, which nobody has told it. */
class OsgiIT {
  private static final String RULE = "workers.methods=com.acme.osgi.bundle.Jobs#*";
  private static final List<String> WHAT_IT_DOES =
      List.of("> echoed 5", "> tasks 7", "> requests 5", "> waiting");

  static Stream<Arguments> frameworksAndJdks() {
    return JdkMatrix.of(Stream.of("equinox-3.12.50", "felix-7.0.5", "equinox-3.23.200"), Jdks.all())
        .filter(OsgiIT::runsThere);
  }

  /** A framework of 2018 knows no JDK of today, and its bundles none of that one's packages. */
  private static boolean runsThere(Arguments arguments) {
    return ((Jdk) arguments.get()[1]).feature() <= 17
        || !arguments.get()[0].equals("equinox-3.12.50");
  }

  private static RunningJvm start(JvmCommand command, String framework) {
    Path directory = Paths.newDirectory("osgi");
    return command
        .jvm("-Dsun.net.httpserver.nodelay=true")
        .start(
            Paths.apps("osgi/" + framework),
            "com.acme.osgi.OsgiApp",
            OsgiBundle.write(directory.resolve("bundle.jar")).toString(),
            directory.resolve("storage").toString());
  }

  @ParameterizedTest
  @MethodSource("frameworksAndJdks")
  void aBundleWithALibraryOfItsOwn_isMeasuredAndDoesWhatItDid(String framework, Jdk jdk) {
    try (RunningJvm app = start(JvmCommand.on(jdk).agent(RULE), framework)) {
      app.awaitStdout("> waiting");
      expectMeasured(app.scrape());
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stdout()).containsAll(WHAT_IT_DOES);
      assertThat(exited.stderr()).noneMatch(line -> line.contains("NoClassDefFoundError"));
      assertThat(exited.stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    }
  }

  /** All that the bundle counts of itself. */
  static void expectMeasured(Scrape scrape) {
    assertThat(scrape.count("http_client_request_time_seconds_count", "client", "okhttp"))
        .isEqualTo(5);
    assertThat(scrape.count("task_execute_time_seconds_count", "taskType", "Jobs")).isEqualTo(7);
    assertThat(scrape.count("java_executor_submitted_tasks_total", "executor", "acme-bundle"))
        .as(scrape.samples("java_executor_submitted_tasks_total").toString())
        .isEqualTo(7);
    assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
    assertThat(scrape.count("tachograph_instrumented_classes", "instrumentation", "classloaders"))
        .isEqualTo(1);
  }

  /** A loader that cannot be made to see is named, and what it loads is as it was. */
  @ParameterizedTest
  @MethodSource("frameworksAndJdks")
  void whereItsLoadersAreNotWoven_theBundleIsLeftAlone(String framework, Jdk jdk) {
    JvmCommand command = JvmCommand.on(jdk).agent(RULE, "instrument.classloaders.enabled=false");
    try (RunningJvm app = start(command, framework)) {
      app.awaitStdout("> waiting");
      Scrape scrape = app.scrape();
      assertThat(scrape.count("http_client_request_time_seconds_count")).isZero();
      assertThat(scrape.count("task_execute_time_seconds_count")).isZero();
      assertThat(scrape.count("java_executor_submitted_tasks_total", "executor", "acme-bundle"))
          .as(scrape.samples("java_executor_submitted_tasks_total").toString())
          .isEqualTo(7);
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stdout()).containsAll(WHAT_IT_DOES);
      assertThat(exited.stderr().stream().filter(line -> line.startsWith("tachograph WARN")))
          .singleElement()
          .asString()
          .contains("is left as it is", "ClassLoader");
    }
  }
}
