package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that others have written: Guava's of its executors and futures, which lie on those of the
 * JDK, some of them made after the tests of java.util.concurrent itself. They end with the agent as
 * they do without.
 */
class BorrowedSuiteIT {
  private static final String PACKAGE = "com.google.common.util.concurrent.";
  private static final List<String> CLASSES =
      List.of(
          "AbstractExecutionThreadServiceTest",
          "AbstractFutureTest",
          "AbstractIdleServiceTest",
          "AbstractListeningExecutorServiceTest",
          "AbstractScheduledServiceTest",
          "CallablesTest",
          "ExecutionListTest",
          "ForwardingExecutorServiceTest",
          "ForwardingFutureTest",
          "ForwardingListeningExecutorServiceTest",
          "FutureCallbackTest",
          "FuturesTest",
          "FuturesTransformAsyncFunctionTest",
          "FuturesTransformTest",
          "JdkFutureAdaptersTest",
          "ListenableFutureTaskTest",
          "ListenerCallQueueTest",
          "MoreExecutorsTest",
          "SerializingExecutorTest",
          "SettableFutureTest",
          "SimpleTimeLimiterTest",
          "ThreadFactoryBuilderTest",
          "WrappingExecutorServiceTest",
          "WrappingScheduledExecutorServiceTest");

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  private static List<String> results(Jdk jdk, AgentMode mode) {
    try (RunningJvm app =
        mode.on(jdk)
            // What mocks there are make classes as it was done once.
            .jvm("--add-opens", "java.base/java.lang=ALL-UNNAMED")
            .start(
                Paths.apps("pools/guava-tests-18.0"),
                "com.acme.pools.SuiteApp",
                CLASSES.stream().map(name -> PACKAGE + name).toArray(String[]::new))) {
      app.awaitStdout("> waiting");
      mode.attachTo(app, jdk);
      PlainApps.goOn(app);
      if (mode != AgentMode.NONE) {
        assertThat(app.scrape().count("java_executor_submitted_tasks_total")).isPositive();
        assertThat(app.scrape().count("tachograph_probe_errors_total")).isZero();
      }
      ExitedJvm exited = PlainApps.finish(app);
      assertThat(exited.exitCode()).isZero();
      return exited.stdout();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theTestsOfAnother_endTheSame(Jdk jdk) {
    List<String> without = results(jdk, AgentMode.NONE);
    assertThat(without.stream().filter(line -> line.endsWith(" passed"))).hasSizeGreaterThan(250);
    assertThat(results(jdk, AgentMode.PREMAIN)).containsExactlyElementsOf(without);
    assertThat(results(jdk, AgentMode.ATTACHED)).containsExactlyElementsOf(without);
  }
}
