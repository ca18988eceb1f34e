package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.fit.LibraryVersions;
import dev.tachograph.it.harness.AgentJar;
import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.PoolApp;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pools of other libraries: what they are called, and what became of each task. */
class PoolsIT {
  private static final String SPRING = "Spring's executors, scheduled and asynchronous methods";

  private static final String HANDED_OVER = "> handed over ";

  /** What is expected of them is expected of others too. They run only if everything does. */
  private static final EnumSet<PoolApp> IN_BETWEEN =
      EnumSet.of(
          PoolApp.TOMCAT_9_0_56,
          PoolApp.TOMCAT_9_0_124,
          PoolApp.GUAVA_22_0,
          PoolApp.AKKA_2_6_0,
          PoolApp.AKKA_2_6_21,
          PoolApp.SCHEDULERS_1_0_1);

  /** What has become of the tasks of one executor. */
  record Balance(long submitted, long completed, long failed, long cancelled, long rejected) {
    static Balance of(Scrape scrape, String executor) {
      return new Balance(
          count(scrape, "submitted_tasks_total", executor),
          result(scrape, executor, "completed"),
          result(scrape, executor, "failed"),
          count(scrape, "cancelled_tasks_total", executor),
          count(scrape, "rejected_tasks_total", executor));
    }

    static Balance ended(long completed, long failed, long cancelled, long rejected) {
      return new Balance(
          completed + failed + cancelled + rejected, completed, failed, cancelled, rejected);
    }

    private static long result(Scrape scrape, String executor, String result) {
      return scrape.count(
          "java_executor_tasks_duration_seconds_count", "executor", executor, "result", result);
    }

    boolean isEven() {
      return submitted == completed + failed + cancelled + rejected;
    }

    long ran() {
      return completed + failed;
    }
  }

  private static long count(Scrape scrape, String name, String executor) {
    return scrape.count("java_executor_" + name, "executor", executor);
  }

  static Stream<Arguments> appsAndJdks() {
    Set<PoolApp> apps = EnumSet.complementOf(IN_BETWEEN);
    JdkMatrix.ifFull(IN_BETWEEN::stream).forEach(apps::add);
    return Stream.concat(
        JdkMatrix.of(apps.stream().map(app -> new Object[] {app, PoolApp.OWN_VERSION})),
        JdkMatrix.ifFull(PoolsIT::otherVersions));
  }

  /** Each version that the fit matrix looks at besides, and the program that knows its ways. */
  private static Stream<Arguments> otherVersions() {
    List<Object[]> rows = new ArrayList<>();
    add(rows, PoolApp.TOMCAT_9_0_27, "Tomcat's thread pool", "9.0.50");
    add(rows, PoolApp.TOMCAT_9_0_56, "Tomcat's thread pool", "9.0.52", "9.0.58");
    add(rows, PoolApp.TOMCAT_9_0_124, "Tomcat's thread pool", "9.0.122", "10.0.14", "10.0.27");
    String jetty = "Jetty's QueuedThreadPool";
    // In 9.4.18, a task that throws ends its thread.
    add(rows, PoolApp.JETTY_9_4_0, jetty, "9.4.6", "9.4.7", "9.4.8", "9.4.17", "9.4.18");
    add(rows, PoolApp.JETTY_9_4_58, jetty, "9.4.21", "10.0.14", "10.0.26", "11.0.14", "11.0.26");
    add(rows, PoolApp.JETTY_12_1_14, jetty, "12.0.0", "12.0.36");
    add(rows, PoolApp.NETTY_4_1_13, "Netty's executors", "4.1.36", "4.1.39", "4.1.43");
    add(rows, PoolApp.NETTY_4_1_140, "Netty's executors", "4.1.76");
    String jboss = "JBoss Threads";
    add(rows, PoolApp.JBOSS_THREADS_2_3_0, jboss, "2.3.6", "2.4.0", "3.2.0", "3.3.0", "3.4.3");
    add(rows, PoolApp.JBOSS_THREADS_3_1_0, jboss, "3.0.1", "3.1.1");
    add(rows, PoolApp.JBOSS_THREADS_3_11_1, jboss, "3.6.1", "3.7.0", "3.8.0", "3.9.2", "3.10.1");
    LibraryVersions.of("Guava").forEach(version -> addGuava(rows, version));
    add(rows, PoolApp.SPRING_5_3_0, SPRING, "5.3.39");
    add(rows, PoolApp.SPRING_7_0_10, SPRING, "6.1.21", "6.2.19");
    List<Jdk> jdks = List.of(Jdks.atLeast(17), Jdks.newest());
    return IntStream.range(0, rows.size())
        .mapToObj(i -> Arguments.of(rows.get(i)[0], rows.get(i)[1], JdkMatrix.inTurn(i, jdks)));
  }

  private static void addGuava(List<Object[]> rows, String version) {
    if (List.of("16.0.1", "22.0", "33.8.0-jre").contains(version)) {
      return;
    }
    if (version.matches("(1[6-9]|2[01])\\..*")) {
      rows.add(new Object[] {PoolApp.GUAVA_16_0_1, version});
    } else if (version.matches("(22|23)\\.[0-2].*")) {
      // Before its executors that do one task after the other.
      rows.add(new Object[] {PoolApp.GUAVA_22_0, version});
    } else {
      rows.add(new Object[] {PoolApp.GUAVA_33_8_0, version});
    }
  }

  /** Adds versions by their start. */
  private static void add(List<Object[]> rows, PoolApp like, String library, String... starts) {
    for (String start : starts) {
      LibraryVersions.of(library).stream()
          .filter(version -> (version + '.').startsWith(start + '.'))
          .forEach(version -> rows.add(new Object[] {like, version}));
    }
  }

  @ParameterizedTest
  @MethodSource("appsAndJdks")
  void everyTaskIsAccountedFor_andTheApplicationSeesTheSame(
      PoolApp pools, String version, Jdk jdk) {
    try (RunningJvm app = pools.start(JvmCommand.on(jdk).agent(), version)) {
      PlainApps.goOn(app);
      PlainApps.goOn(app);

      expect(pools, app);
      expectNoComplaint(app);
      // What the application has seen: frames, futures, refusals.
      assertThat(withoutChance(PlainApps.finish(app)))
          .isEqualTo(outputWithoutAgent(pools, version, jdk));
    }
  }

  private static void expect(PoolApp pools, RunningJvm app) {
    switch (pools) {
      case TOMCAT_9_0_27, TOMCAT_9_0_56, TOMCAT_9_0_124, TOMCAT_10_1_62, TOMCAT_11_0_27 ->
          expectTomcat(app);
      case JETTY_9_4_0 -> expectJetty(app, false);
      case JETTY_9_4_58, JETTY_12_1_14 -> expectJetty(app, true);
      case NETTY_4_1_13 -> expectNetty(app, true);
      case NETTY_4_1_140, NETTY_4_2_19 -> expectNetty(app, false);
      case JBOSS_THREADS_2_3_0 -> expectJBoss(app, true);
      case JBOSS_THREADS_3_1_0 -> expectJBoss(app, false);
      case JBOSS_THREADS_3_5_1 -> {
        expectJBoss(app, true);
        // The round after the one that could not be cancelled fails.
        expectScheduled(app, Balance.ended(9, 2, 0, 0));
      }
      case JBOSS_THREADS_3_11_1 -> {
        expectJBoss(app, true);
        expectScheduled(app, Balance.ended(9, 1, 0, 0));
      }
      case GUAVA_16_0_1, GUAVA_22_0 -> expectGuava(app, false);
      case GUAVA_33_8_0 -> expectGuava(app, true);
      case SPRING_5_3_0, SPRING_7_0_10 -> expectSpring(app);
      case AKKA_2_6_0, AKKA_2_6_21 -> expectDispatchers(app);
      case SCHEDULERS_1_0_1, SCHEDULERS_1_7_0 -> expectSchedulers(app);
    }
  }

  static Stream<Arguments> poolsOfTheirOwnCode() {
    return Stream.of(
            Arguments.of(
                PoolApp.TOMCAT_11_0_27, "org.apache.tomcat.util.threads.ThreadPoolExecutor"),
            Arguments.of(
                PoolApp.NETTY_4_1_140, "io.netty.util.concurrent.SingleThreadEventExecutor"),
            Arguments.of(PoolApp.JBOSS_THREADS_3_11_1, "org.jboss.threads.EnhancedQueueExecutor"),
            Arguments.of(
                PoolApp.TOMCAT_9_0_27, "org.apache.tomcat.util.threads.ThreadPoolExecutor"),
            Arguments.of(PoolApp.JETTY_12_1_14, "org.eclipse.jetty.util.thread.QueuedThreadPool"))
        .limit(JdkMatrix.amount(3, 5));
  }

  @ParameterizedTest
  @MethodSource("poolsOfTheirOwnCode")
  void whatAnotherAgentHandsOnInTheTasksPlace_isAccountedForAsTheTask(
      PoolApp pools, String executor) {
    String other = AgentJar.handingOn(executor);
    Jdk jdk = Jdks.newest();
    for (JvmCommand command :
        List.of(JvmCommand.on(jdk).agent().jvm(other), JvmCommand.on(jdk).jvm(other).agent())) {
      try (RunningJvm app = pools.start(command)) {
        PlainApps.goOn(app);
        PlainApps.goOn(app);
        expect(pools, app);
        expectNoComplaint(app);
      }
    }
  }

  private static List<String> outputWithoutAgent(PoolApp pools, String version, Jdk jdk) {
    try (RunningJvm app = pools.start(JvmCommand.on(jdk), version)) {
      PlainApps.goOn(app);
      PlainApps.goOn(app);
      return withoutChance(PlainApps.finish(app));
    }
  }

  /**
   * Whether a task is the first of its thread, which JBoss' pool runs elsewhere, is chance, too.
   */
  private static List<String> withoutChance(ExitedJvm app) {
    return app.stdout().stream()
        .filter(line -> !line.startsWith("> port ") && !line.startsWith(HANDED_OVER))
        .map(line -> line.replace(" < org.jboss.threads.EnhancedQueueExecutor.runThreadBody", ""))
        .toList();
  }

  private static void expectTomcat(RunningJvm app) {
    // Two rounds, then two that occupy it, one that is removed and one that is left.
    awaitBalance(app, "app", Balance.ended(46, 16, 6, 2));
    // Two that occupy it, and seven that its queue first refuses.
    awaitBalance(app, "reluctant", Balance.ended(9, 0, 0, 0));
    // Two that occupy it, and one that it takes back.
    awaitBalance(app, "closing", Balance.ended(2, 0, 0, 1));
    String port = app.awaitStdout("> port ").substring("> port ".length());
    awaitBalance(app, "http-nio-" + port, Balance.ended(10, 0, 0, 0));
    Scrape scrape = app.scrape();
    assertThat(count(scrape, "max_workers_total", "app")).isEqualTo(2);
    assertThat(count(scrape, "pool_threads", "reluctant")).isEqualTo(2);
    assertThat(count(scrape, "pool_max_threads", "http-nio-" + port)).isEqualTo(200);
    assertThat(scrape.labelValues("java_executor_submitted_tasks_total", "executor_type"))
        .contains("org.apache.tomcat.util.threads.ThreadPoolExecutor");
  }

  private static void expectJetty(RunningJvm app, boolean reserves) {
    // Two rounds, then stopped, then one more.
    awaitBalance(app, "app", Balance.ended(45, 16, 4, 2));
    if (reserves) {
      awaitBalance(app, "reserving", Balance.ended(6, 0, 0, 0));
      awaitCount(app, "initialized_workers_total", "app", 4);
    }
    awaitEvenBalance(app, "server");
    Scrape scrape = app.scrape();
    assertThat(Balance.of(scrape, "server").completed()).isPositive();
    assertThat(count(scrape, "max_workers_total", "app")).isEqualTo(2);
    assertThat(count(scrape, "pool_threads", "app")).isEqualTo(2);
    assertThat(count(scrape, "pool_core_threads", "app")).isEqualTo(2);
    assertThat(scrape.samples("java_executor_pool_threads", "executor", "server")).isEmpty();
    expectJettyOnVirtualThreads(app);
  }

  /** There is a task for each that Jetty hands over to a virtual thread. */
  private static void expectJettyOnVirtualThreads(RunningJvm app) {
    countsAfter(HANDED_OVER, app)
        .forEach(
            (name, tasks) -> {
              assertThat(tasks).as(name).isGreaterThanOrEqualTo(10);
              awaitBalance(app, name, Balance.ended(tasks, 0, 0, 0));
            });
  }

  private static void expectNetty(RunningJvm app, boolean notifiesByTasks) {
    if (notifiesByTasks) {
      // That version hands in a task whenever a future is done, whether or not anybody listens.
      awaitEvenBalance(app, "app-executor");
      awaitEvenBalance(app, "app-loop");
    } else {
      // Each round: 21 of the load, one that schedules, 8 that are scheduled, 5 that are repeated.
      awaitBalance(app, "app-executor", Balance.ended(70, 10, 9, 2));
      awaitBalance(app, "app-loop", Balance.ended(70, 20, 9, 2));
      // Its class is nobody's to know.
      awaitBalance(app, "app-own", Balance.ended(3_000, 1, 0, 0));
    }
    Scrape scrape = app.scrape();
    assertThat(Balance.of(scrape, "app-executor").failed()).isEqualTo(10);
    assertThat(Balance.of(scrape, "app-loop").failed()).isEqualTo(20);
    assertThat(Balance.of(scrape, "app-own").failed()).isEqualTo(1);
    assertThat(Balance.of(scrape, "app-own").cancelled()).isZero();
    assertThat(Balance.of(scrape, "app-loop").cancelled()).isEqualTo(9);
    awaitCount(app, "initialized_workers_total", "app-loop", 1);
    // Its thread may be about to end.
    awaitCount(app, "workers_terminated_total", "app-loop", 1);
    assertThat(scrape.labelValues("java_executor_submitted_tasks_total", "executor_type"))
        .contains(
            "io.netty.channel.nio.NioEventLoop", "io.netty.util.concurrent.DefaultEventExecutor");
  }

  private static void expectJBoss(RunningJvm app, boolean givesBackPlainly) {
    if (givesBackPlainly) {
      // Two rounds, then two that occupy it and three that are left.
      awaitBalance(app, "app", Balance.ended(46, 16, 7, 2));
    } else {
      // What it gives back is wrapped, and known as gone when nobody holds it any more.
      awaitEvenBalance(app, "app");
      assertThat(Balance.of(app.scrape(), "app").failed()).isEqualTo(16);
    }
    awaitBalance(app, "full", Balance.ended(3, 0, 0, 3));
    assertThat(count(app.scrape(), "max_workers_total", "app")).isEqualTo(2);
  }

  private static void expectScheduled(RunningJvm app, Balance balance) {
    awaitBalance(app, "timed", balance);
    assertThat(count(app.scrape(), "pool_max_threads", "timed")).isEqualTo(2);
  }

  private static void expectGuava(RunningJvm app, boolean hasSequences) {
    awaitBalance(app, "app", Balance.ended(44, 16, 4, 2));
    if (hasSequences) {
      awaitEvenBalance(app, "behind");
      // What comes while another runs is part of the same task of the pool.
      assertThat(Balance.of(app.scrape(), "behind").completed()).isBetween(1L, 6L);
    }
  }

  private static void expectSpring(RunningJvm app) {
    // What is cancelled is started all the same, as a decoration of nothing.
    awaitBalance(app, "mailExecutor", Balance.ended(50, 18, 4, 0), 72);
    assertThat(app.awaitStdout("> decorated ")).isEqualTo("> decorated 72");
    awaitBalance(app, "cleanUp", Balance.ended(3, 2, 0, 0));
  }

  /** Each has as many tasks as the program itself has counted. */
  private static void expectDispatchers(RunningJvm app) {
    app.awaitStdout("> told 40");
    Map<String, Long> ran = countsAfter("> ran ", app);
    assertThat(ran).containsOnlyKeys("shop-mails", "shop-orders");
    ran.forEach((name, tasks) -> awaitBalance(app, name, Balance.ended(tasks, 0, 0, 0)));
    awaitEvenBalance(app, "shop-actors");
  }

  private static void expectSchedulers(RunningJvm app) {
    app.awaitStdout("> told 40");
    Map<String, Long> ran = countsAfter("> ran ", app);
    Map<String, Long> cancelled = countsAfter("> cancelled ", app);
    assertThat(ran)
        .containsOnlyKeys(
            "RxCachedThreadScheduler",
            "RxComputationThreadPool",
            "RxSingleScheduler",
            "boundedElastic",
            "io-blocking",
            "parallel",
            "parcels",
            "reports",
            "shop-mails",
            "shop-orders",
            "single",
            "vert.x-worker-thread",
            "zio-default-blocking");
    ran.forEach(
        (name, tasks) ->
            awaitBalance(app, name, Balance.ended(tasks, 0, cancelled.getOrDefault(name, 0L), 0)));
    awaitEvenBalance(app, "shop-actors");
    // Of what Vert.x runs in order, the pool has what runs it: one or two tasks a round, not 21.
    awaitEvenBalance(app, "letters");
    assertThat(Balance.of(app.scrape(), "letters").completed()).isBetween(1L, 4L);
    // Nor has any that a library has made and shut down while it was loaded.
    assertThat(app.scrape().labelValues("java_executor_submitted_tasks_total", "executor"))
        .noneMatch(
            name ->
                name.contains("clinit")
                    || name.contains("Shutdown")
                    || name.contains("SchedulerPoolFactory"));
  }

  private static Map<String, Long> countsAfter(String start, RunningJvm app) {
    return app.stdout().stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).split(" "))
        .collect(Collectors.toMap(words -> words[0], words -> Long.valueOf(words[1])));
  }

  static Stream<PoolApp> appsToAttachTo() {
    return Stream.concat(
        Stream.of(
            PoolApp.TOMCAT_11_0_27,
            PoolApp.JETTY_12_1_14,
            PoolApp.NETTY_4_1_140,
            PoolApp.JBOSS_THREADS_3_11_1,
            PoolApp.GUAVA_33_8_0),
        // Their threads have other anonymous classes.
        JdkMatrix.ifFull(
            () -> Stream.of(PoolApp.JETTY_9_4_0, PoolApp.NETTY_4_1_13, PoolApp.NETTY_4_2_19)));
  }

  @ParameterizedTest
  @MethodSource("appsToAttachTo")
  void whatIsHandedInAfterALateAttach_isAccountedFor(PoolApp pools) {
    Jdk jdk = Jdks.newest();
    try (RunningJvm app = pools.start(Attaching.on(jdk))) {
      Attaching.to(app, jdk);

      PlainApps.goOn(app);

      if (pools.name().startsWith("NETTY")) {
        awaitEvenBalance(app, "app-loop");
        assertThat(Balance.of(app.scrape(), "app-loop").failed()).isEqualTo(10);
      } else {
        awaitBalance(app, "app", Balance.ended(22, 8, 2, 0));
      }
      if (pools == PoolApp.JETTY_12_1_14) {
        PlainApps.goOn(app);
        assertThat(countsAfter(HANDED_OVER, app)).containsOnlyKeys("requests", "works");
        expectJettyOnVirtualThreads(app);
      }
    }
  }

  private static void awaitBalance(RunningJvm app, String executor, Balance expected) {
    awaitBalance(app, executor, expected, expected.ran());
  }

  private static void awaitBalance(
      RunningJvm app, String executor, Balance expected, long started) {
    Await.until(
        () -> expected + " of " + executor + ", not " + Balance.of(app.scrape(), executor),
        () -> Balance.of(app.scrape(), executor).equals(expected));
    Scrape scrape = app.scrape();
    assertThat(count(scrape, "running_tasks", executor)).isZero();
    assertThat(count(scrape, "queued_tasks", executor)).isZero();
    assertThat(count(scrape, "task_wait_seconds_count", executor)).isEqualTo(started);
  }

  private static void awaitCount(RunningJvm app, String name, String executor, long expected) {
    Await.until(
        () ->
            expected
                + " and not "
                + count(app.scrape(), name, executor)
                + " "
                + name
                + " of "
                + executor
                + "\n"
                + app,
        () -> count(app.scrape(), name, executor) == expected);
  }

  private static void awaitEvenBalance(RunningJvm app, String executor) {
    Await.until(
        () -> "an even balance of " + executor + ", not " + Balance.of(app.scrape(), executor),
        () -> {
          Balance balance = Balance.of(app.scrape(), executor);
          return balance.submitted() > 0 && balance.isEven();
        });
  }

  private static void expectNoComplaint(RunningJvm app) {
    assertThat(app.scrape().count("tachograph_probe_errors_total")).isZero();
    assertThat(app.stderr())
        .filteredOn(line -> line.startsWith("tachograph "))
        .allMatch(line -> line.startsWith("tachograph INFO "));
  }
}
