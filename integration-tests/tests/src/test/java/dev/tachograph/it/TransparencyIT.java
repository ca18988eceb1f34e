package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An application cannot tell whether the agent is there. */
class TransparencyIT {
  /** One that waits for clients, and two of the library's server. */
  private static final int SCRAPED_THREADS = 3;

  private static final String RULES = "workers.methods=com.acme.jobs.Shapes#*";

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void outputExceptionsAndExitCode_areTheSame(Jdk jdk) {
    String[] jobs = {"shapes", "wait", "shapes", "properties", "exit=3"};
    ExitedJvm without;
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk), jobs)) {
      app.awaitStdout("> waiting");
      without = PlainApps.finish(app);
    }
    ExitedJvm with;
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk).agent(RULES), jobs)) {
      app.awaitStdout("> waiting");
      scrapeInEveryFormat(app.endpoint());
      assertThat(app.scrape().count("task_execute_time_seconds_count", "taskType", "Shapes"))
          .isPositive();
      with = PlainApps.finish(app);
    }

    assertThat(with.stdout()).isEqualTo(without.stdout());
    assertThat(with.exitCode()).isEqualTo(without.exitCode()).isEqualTo(3);
    assertThat(without.stderr()).isEmpty();
    assertThat(with.stderr()).allMatch(line -> line.startsWith("tachograph "));
  }

  /** The JVM complains on stderr about what some libraries do only once they are used. */
  private static void scrapeInEveryFormat(URI endpoint) {
    Stream.of(
            "text/plain; version=0.0.4",
            "application/openmetrics-text; version=1.0.0",
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                + " encoding=delimited")
        .forEach(
            accepted ->
                assertThat(Scrape.get(endpoint, "Accept", accepted).statusCode()).isEqualTo(200));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anExceptionOutOfMain_isReportedTheSame(Jdk jdk) {
    ExitedJvm without;
    ExitedJvm with;
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk), "no-such-job")) {
      without = app.awaitExit();
    }
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(jdk).agent("workers.methods=com.acme.jobs.Jobs#*"), "no-such-job")) {
      with = app.awaitExit();
    }

    assertThat(without.exitCode()).isEqualTo(1);
    assertThat(with.exitCode()).isEqualTo(1);
    assertThat(with.stderr().stream().filter(line -> !line.startsWith("tachograph ")))
        .isEqualTo(without.stderr());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theApplicationsLogManagerAndMBeanServer_areItsOwn(Jdk jdk) {
    try (RunningJvm app = PlainApps.logging(JvmCommand.on(jdk).agent())) {
      ExitedJvm exited = app.awaitExit();
      assertThat(exited.stdout())
          .containsExactly("> log manager OwnLogManager", "> own MBean server true");
      assertThat(exited.exitCode()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theAgent_addsAtMostTwoThreads_allOfThemDaemons_andOneMoreOnceItWasScraped(Jdk jdk) {
    List<String> usual;
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk), "threads")) {
      usual = threads(app.awaitExit().stdout());
    }
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk).agent(), "wait", "threads")) {
      app.endpoint();
      List<String> unscraped = new ArrayList<>(threads(PlainApps.finish(app).stdout()));
      unscraped.removeAll(usual);
      assertThat(unscraped).hasSizeLessThanOrEqualTo(2).allMatch(t -> t.startsWith("daemon "));
    }
    // Those that served a scrape may end later.
    String[] jobs =
        Stream.generate(() -> Stream.of("wait", "threads"))
            .limit(30)
            .flatMap(s -> s)
            .toArray(String[]::new);
    try (RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk).agent(), jobs)) {
      app.awaitStdout("> waiting");
      app.scrape();
      List<String> added = List.of();
      for (int i = 0; i < 29; i++) {
        int before = app.stdout().size();
        PlainApps.goOn(app);
        List<String> now = app.stdout();
        added =
            threads(now.subList(before, now.size())).stream()
                .filter(thread -> !usual.contains(thread))
                .toList();
        if (added.size() <= SCRAPED_THREADS) {
          break;
        }
        Await.pause(1000);
      }
      assertThat(added)
          .hasSizeLessThanOrEqualTo(SCRAPED_THREADS)
          .allMatch(t -> t.startsWith("daemon "));
      assertThat(added).isNotEmpty();
    }
  }

  private static List<String> threads(List<String> stdout) {
    return stdout.stream()
        .filter(line -> line.startsWith("> thread "))
        .map(line -> line.substring("> thread ".length()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theJvm_endsWhenMainReturns(Jdk jdk) {
    try (RunningJvm app = PlainApps.quiet(JvmCommand.on(jdk).agent())) {
      ExitedJvm exited = app.awaitExit();
      assertThat(exited.exitCode()).isZero();
      assertThat(exited.stdout()).containsExactly("quiet");
      assertThat(exited.stderr()).allMatch(line -> line.startsWith("tachograph "));
    }
  }
}
