package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ApmServer;
import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.OtherAgent;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.SchedulingApp;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Agents that trace: their starts are the longest, so that they have a class of their own. They
 * change clients and frameworks, too.
 */
class TracingAgentsIT extends OtherAgentsScenario {
  TracingAgentsIT() {
    super(true);
  }

  static Stream<Arguments> agentsAndJdks() {
    return JdkMatrix.of(
        Stream.of(OtherAgent.OPENTELEMETRY, OtherAgent.DATADOG, OtherAgent.ELASTIC));
  }

  static Stream<Arguments> attached() {
    return JdkMatrix.ifFull(TracingAgentsIT::agentsAndJdks);
  }

  /** It changes classes then that have been woven, and have fields, since they were loaded. */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("attached")
  void anAgentThatIsAttachedLater_changesNothingOfTheCounts(OtherAgent other, Jdk jdk) {
    JvmCommand command = Attaching.on(jdk).agent().jvm(other.properties());
    try (RunningJvm app = startWithLibraries(command, Paths.newDirectory("later"), "hold")) {
      app.awaitStdout("> holding");
      other.attachTo(app);
      app.type("");
      measuresAll(app, OF_EACH);
    }
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("attached")
  void attachedBesideAnotherAgent_allIsCountedFromThenOn(OtherAgent other, Jdk jdk) {
    JvmCommand command = with(Attaching.on(jdk), other);
    try (RunningJvm app = startWithLibraries(command, Paths.newDirectory("attached"), "hold")) {
      app.awaitStdout("> holding");
      Attaching.to(app, jdk);
      app.type("");
      // It holds after the first of three rounds.
      measuresAll(app, OF_EACH * 2 / 3);
    }
  }

  static Stream<Jdk> allJdks() {
    return JdkMatrix.ifFull(() -> Stream.of(Jdks.atLeast(17), Jdks.newest()).distinct());
  }

  /**
   * It shows its work only to a server. The calls by which it does so are made by a class of the
   * JDK and would be among the program's, so that it sends nothing in other tests.
   */
  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("allJdks")
  void elasticsAgent_reportsEachJobThatTheProgramRan(Jdk jdk) {
    reportsEachJob(with(JvmCommand.on(jdk), OtherAgent.ELASTIC));
    reportsEachJob(with(JvmCommand.on(jdk).agent(), OtherAgent.ELASTIC));
    reportsEachJob(with(JvmCommand.on(jdk), OtherAgent.ELASTIC).agent());
  }

  private void reportsEachJob(JvmCommand command) {
    try (ApmServer server = new ApmServer();
        RunningJvm app =
            startWithLibraries(
                command.jvm(server.arguments()).jvm("-Delastic.apm.application_packages=com.acme"),
                Paths.newDirectory("reports"))) {
      app.awaitStdout("> waiting");
      Map<String, Long> ran = jobs(SchedulingApp.tally(app.stdout()).counts());
      assertThat(ran).containsKeys("Jobs.tick", "reports.nightly", "single.{uuid}");
      Await.until(
          () -> ran + " reported, not " + server.transactions() + "\n" + app,
          () -> server.transactions().equals(ran));
      assertThat(PlainApps.finish(app).exitCode()).isZero();
    }
  }

  /** Whatever their outcome, without methods that run asynchronously, of which it knows nothing. */
  private static Map<String, Long> jobs(Map<String, Long> counts) {
    Map<String, Long> jobs = new TreeMap<>();
    counts.forEach(
        (key, count) -> jobs.merge(key.substring(0, key.indexOf(' ')), count, Long::sum));
    jobs.keySet().removeIf(name -> name.startsWith("MailService.") || name.equals("Jobs.compute"));
    return jobs;
  }
}
