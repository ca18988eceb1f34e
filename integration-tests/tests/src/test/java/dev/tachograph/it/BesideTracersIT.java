package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.OtherAgent;
import dev.tachograph.it.harness.PoolApp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for one library, in the newest version, holds beside agents that trace: the program's
 * own counts, and what it does and sends. Only if everything is to be run.
 */
class BesideTracersIT {
  private static final List<OtherAgent> TRACERS =
      List.of(OtherAgent.OPENTELEMETRY, OtherAgent.DATADOG, OtherAgent.ELASTIC);

  /** A test of another class. */
  interface Body {
    void on(Jdk jdk);
  }

  record Known(String name, Body test) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Arguments> testsAndAgents() {
    return JdkMatrix.ifFull(
        () -> {
          List<Jdk> jdks = List.of(Jdks.atLeast(17), Jdks.newest());
          List<Known> tests = tests();
          List<Arguments> rows = new ArrayList<>();
          for (OtherAgent agent : TRACERS) {
            for (OtherAgent.Place place : OtherAgent.Place.values()) {
              if (!OtherAgent.isWanted(agent, place)) {
                continue;
              }
              for (int i = 0; i < tests.size(); i++) {
                Jdk jdk = JdkMatrix.inTurn(i + agent.ordinal() + place.ordinal(), jdks);
                rows.add(Arguments.of(tests.get(i), agent, place, jdk));
              }
            }
          }
          return rows.stream();
        });
  }

  private static List<Known> tests() {
    List<Known> tests = new ArrayList<>();
    for (HttpClientIT clients :
        List.of(
            new OkHttpIT(),
            new Apache4IT(),
            new Apache4AsyncIT(),
            new Apache5IT(),
            new Apache5AsyncIT(),
            new AsyncHttpClientIT(),
            new AwsNettyIT(),
            new JettyIT(),
            new KtorIT(),
            new ReactorNettyIT(),
            new VertxIT(),
            new WebClientIT(),
            new JdkHttpClientIT(),
            new HttpUrlConnectionIT())) {
      List<TestedClient> versions = clients.versions().toList();
      TestedClient newest = versions.get(versions.size() - 1);
      boolean handsOnHeads = clients.versionsWithHeads().anyMatch(newest::isLike);
      tests.add(
          new Known(
              newest.calls(),
              jdk ->
                  new HttpClientScenario(newest, jdk)
                      .everyCallIsCountedOnce_andNothingElseChanges(handsOnHeads)));
    }
    for (PoolApp pools :
        List.of(
            PoolApp.TOMCAT_11_0_27,
            PoolApp.JETTY_12_1_14,
            PoolApp.NETTY_4_1_140,
            PoolApp.NETTY_4_2_19,
            PoolApp.JBOSS_THREADS_3_11_1,
            PoolApp.GUAVA_33_8_0,
            PoolApp.SPRING_7_0_10,
            PoolApp.SCHEDULERS_1_7_0)) {
      tests.add(
          new Known(
              pools.toString(),
              jdk ->
                  new PoolsIT()
                      .everyTaskIsAccountedFor_andTheApplicationSeesTheSame(
                          pools, PoolApp.OWN_VERSION, jdk)));
    }
    addFrameworks(tests, new SchedulingIT());
    addMessages(tests);
    return tests;
  }

  private static void addFrameworks(List<Known> tests, SchedulingIT it) {
    tests.add(
        new Known(
            "Spring",
            jdk ->
                it.scheduledAndAsynchronousMethods_areTasks(
                    newest(SchedulingIT.spring(), "spring-"), jdk)));
    tests.add(
        new Known(
            "Quartz",
            jdk ->
                it.jobs_areTasks_andThoseNamedByIdsAreOne(
                    newest(SchedulingIT.quartz(), "quartz-"), jdk)));
    tests.add(
        new Known(
            "JobRunr",
            jdk ->
                it.jobsOfJobRunr_areTasks_byTheirNameOrMethod(
                    newest(SchedulingIT.jobRunr(), "jobrunr-"), jdk)));
    tests.add(
        new Known(
            "db-scheduler",
            jdk ->
                it.tasksOfDbScheduler_areTasks(
                    newest(SchedulingIT.dbScheduler(), "db-scheduler-"), jdk)));
    tests.add(
        new Known(
            "Spring Batch",
            jdk ->
                it.batchJobsAndTheirSteps_areTasks(
                    "SpringBatch6Scheduler",
                    newest(SchedulingIT.springBatch(), "spring-batch-"),
                    jdk)));
    tests.add(
        new Known(
            "Camel",
            jdk ->
                it.messagesInRoutes_areTasksOfTheFirstRoute(
                    newest(SchedulingIT.camel(), "camel-"), jdk)));
    tests.add(
        new Known(
            "Micronaut",
            jdk ->
                it.scheduledMethodsOfMicronaut_areTasks(
                    newest(SchedulingIT.micronaut(), "micronaut-4."), 11, jdk)));
    tests.add(
        new Known(
            "publishers",
            jdk ->
                it.scheduledMethodsOfPublishers_areTasks_untilThePublisherIsDone(
                    newest(SchedulingIT.reactive(), "spring-reactive-"), jdk)));
    tests.add(
        new Known(
            "functions",
            jdk ->
                it.functionsOfSpringCloud_areTasks(
                    newest(SchedulingIT.functions(), "spring-cloud-"), 17, jdk)));
    tests.add(
        new Known(
            "Camunda",
            jdk ->
                it.externalTasks_areTasks_andFailIfTheHandlerSaysSo(
                    newest(SchedulingIT.camunda(), "camunda-"), jdk)));
    tests.add(
        new Known(
            "Zeebe",
            jdk ->
                it.jobsOfZeebe_areTasks_andFailIfTheHandlerSaysSo(
                    "ZeebeScheduler", newest(SchedulingIT.zeebe(), "zeebe-"), jdk)));
    tests.add(
        new Known(
            "Temporal",
            jdk ->
                it.activitiesAndWorkflowTasks_areTasks(
                    newest(SchedulingIT.temporal(), "temporal-"), jdk)));
    tests.add(
        new Known(
            "Quartz, after an attach",
            jdk ->
                it.tasksThatRunAfterAnAttach_areCountedFromThenOn(
                    "QuartzScheduler", newest(SchedulingIT.quartz(), "quartz-"), 0, jdk)));
    tests.add(
        new Known(
            "Spring Boot",
            jdk ->
                new SpringBootTasksIT()
                    .onVirtualThreads_eachUnitOfWorkCountsOnce_andTheAgentServesMicrometer()));
  }

  private static void addMessages(List<Known> tests) {
    tests.add(
        new Known(
            "JMS",
            jdk ->
                new JmsIT()
                    .messages_areTasks(
                        "JakartaJmsListeners",
                        newest(JmsIT.brokersAndJdks(), "artemis-"),
                        "artemis",
                        jdk)));
    tests.add(
        new Known(
            "NATS",
            jdk ->
                new NatsIT()
                    .messages_areTasksOfTheirSubscription_andAnswersAreNone(
                        newest(NatsIT.versions(), "nats-"), jdk)));
    tests.add(
        new Known(
            "Pub/Sub",
            jdk ->
                new PubSubIT()
                    .messages_areTasksOfTheirSubscription_untilTheyAreAnsweredFor(
                        newest(PubSubIT.versions(), "pubsub-"), jdk)));
    tests.add(
        new Known(
            "SQS",
            jdk ->
                new SpringSqsIT()
                    .messagesAndBatches_areTasks(
                        newest(SpringSqsIT.versionsAndJdks(), "springsqs-"), jdk)));
  }

  /** The last of a test's own libraries whose names begin so. */
  private static String newest(Stream<Arguments> rows, String library) {
    return rows.flatMap(row -> Stream.of(row.get()))
        .filter(String.class::isInstance)
        .map(String.class::cast)
        .filter(name -> name.startsWith(library))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalArgumentException(library));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("testsAndAgents")
  void besideAnAgentThatTraces_whatHoldsForALibraryHolds(
      Known known, OtherAgent agent, OtherAgent.Place place, Jdk jdk) {
    try (OtherAgent.Beside beside = agent.everywhere(place)) {
      assertThat(beside.agent()).isEqualTo(agent);
      known.test().on(jdk);
    }
  }
}
