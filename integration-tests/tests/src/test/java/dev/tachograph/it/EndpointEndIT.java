package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The endpoint while the JVM ends. Threads in native code delay the end, and a selector that waits
 * for clients is there.
 */
class EndpointEndIT {
  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void whoAwaitsTheFirstClient_parksAtTheEnd(Jdk jdk) {
    try (RunningJvm app = started(jdk, "tachograph-http")) {
      assertParks(app);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void whoAwaitsTheNextClient_parksAtTheEnd(Jdk jdk) {
    try (RunningJvm app = started(jdk, "tachograph-http-dispatcher")) {
      app.scrape();
      assertParks(app);
    }
  }

  /** Its shutdown hook watches the thread. */
  private static RunningJvm started(Jdk jdk, String thread) {
    RunningJvm app = PlainApps.jobs(JvmCommand.on(jdk).agent(), "watch=" + thread, "wait");
    app.awaitStdout("> waiting");
    app.endpoint();
    return app;
  }

  private static void assertParks(RunningJvm app) {
    ExitedJvm ended = PlainApps.finish(app);
    assertThat(ended.stdout()).containsExactly("> waiting", "> parked");
    assertThat(ended.exitCode()).isZero();
  }
}
