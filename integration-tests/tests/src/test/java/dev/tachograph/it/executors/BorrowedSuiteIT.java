package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ClassHistogram;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests that others have written: Guava's of its executors and futures, which lie on those of the
 * JDK, some of them made after the tests of java.util.concurrent itself; Netty's of its executors,
 * loops and channels; those of Apache HttpClient 4 and 5, some against a server of theirs. They end
 * with the agent as they do without, what is counted of them is even, and what the agent keeps of
 * them does not grow. That it does not grow is looked at for Guava's with the full matrix only.
 */
class BorrowedSuiteIT {
  private static final String PACKAGE = "com.google.common.util.concurrent.";

  /** But for {@code SimpleTimeLimiterTest}, which looks at the clock. */
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
          "ThreadFactoryBuilderTest",
          "WrappingExecutorServiceTest",
          "WrappingScheduledExecutorServiceTest");

  private static final String NETTY = "io.netty.";

  /** But for those that look at the clock, or take long. */
  private static final List<String> NETTY_CLASSES =
      List.of(
          "util.concurrent.PromiseCombinerTest",
          "util.concurrent.PromiseNotifierTest",
          "util.concurrent.SingleThreadEventExecutorTest",
          "util.concurrent.UnorderedThreadPoolEventExecutorTest",
          "channel.DefaultChannelPipelineTest",
          "channel.ReentrantChannelTest",
          "channel.ThreadPerChannelEventLoopGroupTest",
          "channel.local.LocalChannelTest",
          "channel.oio.OioEventLoopTest",
          "channel.pool.FixedChannelPoolTest",
          "channel.pool.SimpleChannelPoolTest");

  private static final String APACHE = "org.apache.http.impl.";
  private static final List<String> APACHE_CLASSES =
      List.of(
          "client.TestFutureRequestExecutionService",
          "client.integration.TestAbortHandling",
          "client.integration.TestBasicConnectionManager",
          "client.integration.TestClientAuthentication",
          "client.integration.TestClientReauthentication",
          "client.integration.TestClientRequestExecution",
          "client.integration.TestConnectionAutoRelease",
          "client.integration.TestConnectionManagement",
          "client.integration.TestConnectionReuse",
          "client.integration.TestContentCodings",
          "client.integration.TestCookieVirtualHost",
          "client.integration.TestMalformedServerResponse",
          "client.integration.TestMinimalClientRequestExecution",
          "client.integration.TestRedirects",
          "client.integration.TestStatefulConnManagement",
          "execchain.TestConnectionHolder",
          "execchain.TestMainClientExec",
          "execchain.TestProtocolExec",
          "execchain.TestRedirectExec",
          "execchain.TestRetryExec");

  private static final String APACHE5 = "org.apache.hc.client5.http.impl.";
  private static final List<String> APACHE5_CLASSES =
      List.of(
          "TestIdleConnectionEvictor",
          "classic.TestCloseableHttpClient",
          "classic.TestConnectExec",
          "classic.TestContentCompressionExec",
          "classic.TestFutureRequestExecutionService",
          "classic.TestHttpClientBuilderInterceptors",
          "classic.TestHttpRequestRetryExec",
          "classic.TestInternalExecRuntime",
          "classic.TestInternalHttpClient",
          "classic.TestMainClientExec",
          "classic.TestProtocolExec",
          "classic.TestRedirectExec",
          "classic.TestResponseEntityProxy",
          "io.TestBasicHttpClientConnectionManager",
          "io.TestPoolingHttpClientConnectionManager");

  private static final String AGENT = "dev.tachograph.";
  private static final String ARRAYS_OF_AGENT = "[L" + AGENT;
  private static final int ROUNDS = 3;

  /** What the agent may keep of a round, in bytes. A note of each task would be ten times that. */
  private static final long MOST_GROWTH = 20_000;

  private static final long MOST_OF_A_THREAD = 300;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  /** Runs a suite, and looks at what has been counted of it. */
  private static List<String> results(
      Jdk jdk, AgentMode mode, int rounds, String libraries, String main, Stream<String> classes) {
    try (RunningJvm app =
        mode.on(jdk)
            // What mocks there are make classes as it was done once.
            .jvm("--add-opens", "java.base/java.lang=ALL-UNNAMED")
            .start(
                Paths.apps("pools/" + libraries),
                "com.acme.pools." + main,
                Stream.concat(Stream.of(String.valueOf(rounds)), classes).toArray(String[]::new))) {
      app.awaitStdout("> waiting");
      mode.attachTo(app, jdk);
      PlainApps.goOn(app);
      List<String> results = List.copyOf(app.stdout());
      if (mode == AgentMode.PREMAIN) {
        awaitRest(app);
      }
      if (rounds > 1) {
        staysEvenAndFlat(app);
      }
      if (mode != AgentMode.NONE) {
        Scrape scrape = app.scrape();
        assertThat(scrape.count("java_executor_submitted_tasks_total")).isPositive();
        assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
      }
      assertThat(PlainApps.finish(app).exitCode()).isZero();
      return results;
    }
  }

  private static int rounds(AgentMode mode) {
    return mode == AgentMode.PREMAIN ? ROUNDS : 1;
  }

  /** The first round makes what stays, and the further ones nothing more. */
  private static void staysEvenAndFlat(RunningJvm app) {
    PlainApps.goOn(app);
    awaitRest(app);
    ClassHistogram before = ClassHistogram.of(app);
    PlainApps.goOn(app);
    awaitRest(app);
    ClassHistogram after = ClassHistogram.of(app);
    // Tests leave threads behind, which live on.
    long threads = after.instances("java.lang.Thread") - before.instances("java.lang.Thread");
    assertThat(bytesOfAgent(after) - bytesOfAgent(before))
        .as("%s\n%s\n%d more threads", before, after, threads)
        .isLessThan(MOST_GROWTH + Math.max(0, threads) * MOST_OF_A_THREAD);
  }

  private static long bytesOfAgent(ClassHistogram histogram) {
    return histogram.bytes(AGENT) + histogram.bytes(ARRAYS_OF_AGENT);
  }

  private static void awaitRest(RunningJvm app) {
    Await.until(() -> "even\n" + uneven(app.scrape()), () -> uneven(app.scrape()).isEmpty());
    Await.until(
        () -> "no call in flight\n" + app,
        () -> app.scrape().sum("http_client_requests_in_flight") == 0);
  }

  /** Executors of which not every task has ended, runs, or waits. */
  private static List<String> uneven(Scrape scrape) {
    return scrape.labelValues("java_executor_submitted_tasks_total", "executor").stream()
        .map(executor -> executor + " " + left(scrape, executor))
        .filter(line -> !line.endsWith(" 0"))
        .toList();
  }

  private static long left(Scrape scrape, String executor) {
    TaskCounts counts = TaskCounts.of(scrape, executor);
    return counts.submitted()
        - counts.completed()
        - counts.failed()
        - counts.cancelled()
        - counts.rejected()
        - scrape.count("java_executor_running_tasks", "executor", executor)
        - scrape.count("java_executor_queued_tasks", "executor", executor);
  }

  /** Runs a suite without the agent and with it. Returns how its tests end without. */
  private static List<String> endTheSame(
      int passedAtLeast, Function<AgentMode, List<String>> suite) {
    List<String> without = suite.apply(AgentMode.NONE);
    assertThat(without.stream().filter(line -> line.endsWith(" passed")))
        .hasSizeGreaterThan(passedAtLeast);
    assertThat(suite.apply(AgentMode.PREMAIN)).containsExactlyElementsOf(without);
    return without;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theTestsOfAnother_endTheSame(Jdk jdk) {
    List<String> without = endTheSame(250, mode -> guava(jdk, mode));
    if (JdkMatrix.secondTurn().contains(jdk)) {
      assertThat(guava(jdk, AgentMode.ATTACHED)).containsExactlyElementsOf(without);
    }
  }

  private static List<String> guava(Jdk jdk, AgentMode mode) {
    return results(
        jdk,
        mode,
        JdkMatrix.amount(1, rounds(mode)),
        "guava-tests-18.0",
        "SuiteApp",
        CLASSES.stream().map(PACKAGE::concat));
  }

  @Test
  void testsOfNetty_endTheSame() {
    endTheSame(100, BorrowedSuiteIT::netty);
  }

  private static List<String> netty(AgentMode mode) {
    return results(
        Jdks.newest(),
        mode,
        rounds(mode),
        "netty-tests-4.1.118",
        "JupiterSuiteApp",
        NETTY_CLASSES.stream().map(NETTY::concat));
  }

  @Test
  void testsOfApacheHttpClient_endTheSame() {
    endTheSame(100, BorrowedSuiteIT::apache);
  }

  private static List<String> apache(AgentMode mode) {
    return results(
        Jdks.oldest(),
        mode,
        rounds(mode),
        "apache4-tests-4.5.14",
        "SuiteApp",
        APACHE_CLASSES.stream().map(APACHE::concat));
  }

  @Test
  void testsOfApacheHttpClient5_endTheSame() {
    endTheSame(100, BorrowedSuiteIT::apache5);
  }

  private static List<String> apache5(AgentMode mode) {
    return results(
        Jdks.newest(),
        mode,
        rounds(mode),
        "apache5-tests-5.1.4",
        "SuiteApp",
        APACHE5_CLASSES.stream().map(APACHE5::concat));
  }
}
