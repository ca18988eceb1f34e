package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Attaching;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.MessagesApp;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * Listeners of messages, with no configuration: each task has the executions, failures, repetitions
 * and records that the program itself counted.
 */
final class MessagesScenario {
  static final String NEWEST_STREAM = "springstream-5.0.4";

  private static final String EXECUTIONS = "task_execute_time_seconds_count";

  /** Kafka's containers do not go on after the failure of such listeners. */
  private static final Set<String> ONCE =
      Set.of("later.{uuid}", "mono.{uuid}", "typed.{uuid}", "suspended.{uuid}");

  private final String listeners;
  private final String library;
  private final String broker;

  /**
   * @param listeners the class of the program that uses the framework
   * @param library the name of a class path
   * @param broker what the program needs to find its broker
   */
  MessagesScenario(String listeners, String library, String broker) {
    this.listeners = listeners;
    this.library = library;
    this.broker = broker;
  }

  MessagesApp start(JvmCommand command) {
    return MessagesApp.start(command, listeners, library, broker);
  }

  /**
   * Has messages delivered, attaches the agent, and has the same listeners get the same messages
   * again. Without the agent and with it, they get as many, and as many again after failures.
   *
   * @return what they have counted with the agent
   */
  Map<String, Long> expectAttached(Jdk jdk) {
    try (MessagesApp app = start(Attaching.on(jdk))) {
      return expectAttached(app, jdk);
    }
  }

  static Map<String, Long> expectAttached(MessagesApp app, Jdk jdk) {
    Map<String, Long> plain = app.run();
    Attaching.to(app.jvm(), jdk);
    Map<String, Long> measured = app.run();
    expectCounts(app, measured);
    assertThat(comparable(measured)).isEqualTo(comparable(plain));
    return measured;
  }

  /**
   * If everything is to be run, since it costs a JVM: the program gets the same without the agent.
   *
   * @param ofTime what the program counts that depends on when messages arrive
   */
  static void expectPlain(
      Map<String, Long> measured, Supplier<MessagesApp> start, String... ofTime) {
    JdkMatrix.ifFull(() -> Stream.of(start))
        .forEach(
            plain -> {
              try (MessagesApp app = plain.get()) {
                assertThat(without(withoutBatches(app.run()), ofTime))
                    .isEqualTo(without(withoutBatches(measured), ofTime));
              }
            });
  }

  static Stream<Arguments> streams() {
    return JdkMatrix.of(JdkMatrix.newest(Stream.of("springstream-3.2.10", NEWEST_STREAM)));
  }

  static Stream<Arguments> streamsByThemselves() {
    return JdkMatrix.of(JdkMatrix.ifFull(() -> Stream.of(NEWEST_STREAM)));
  }

  /**
   * Spring Cloud Stream has the messages of a broker handled by functions.
   *
   * @param container the framework that gives it the messages
   * @param broker its kind and address
   * @param settings of the agent, which make no difference
   */
  static void expectStream(
      String container, String broker, String version, Jdk jdk, String... settings) {
    try (MessagesApp app = startStream(JvmCommand.on(jdk).agent(settings), broker, version)) {
      Map<String, Long> counted = app.run();
      Scrape scrape = expectCounts(app, counted);
      Map<String, String> frameworks = new TreeMap<>();
      scrape
          .labelValues("tachograph_task_type_info", "taskType")
          .forEach(type -> frameworks.put(type, framework(scrape, type)));
      // Suppliers are asked by Spring Cloud Stream.
      assertThat(frameworks.remove("ticks")).isEqualTo("springfunction");
      int types = 10;
      if (hasKotlin(broker, version)) {
        // So are Kotlin's, and the program calls one itself.
        assertThat(frameworks.remove("hum")).isEqualTo("springfunction");
        assertThat(frameworks.remove("lift")).isEqualTo("springfunction");
        assertThat(counted)
            .containsEntry("lift SUCCESS", 1L)
            .containsEntry("keep.{uuid} FAILURE", 1L);
        types += 3;
      }
      assertThat(frameworks.values()).hasSize(types).containsOnly(container);
      for (String type : frameworks.keySet()) {
        boolean isAgain = type.startsWith("again");
        String exception = isAgain ? "IllegalArgumentException" : "IllegalStateException";
        assertThat(failures(scrape, type, exception))
            .as(type)
            .isEqualTo(counted.getOrDefault(type + " FAILURE", 0L));
        if (!type.matches("(dead|taken|ticked)\\..*|.*\\.dlq")) {
          StartDelays.expectPast(app, scrape, type);
        }
      }
      // The binder repeats within the delivery of a message, and perhaps to find a new topic.
      assertThat(scrape.count("retries_total", "outcome", "repeated")).isGreaterThanOrEqualTo(6);
      assertThat(scrape.count("retries_total", "outcome", "gave_up"))
          .isEqualTo(hasKotlin(broker, version) ? 4 : 2);
      assertThat(scrape.samples("consumer_records_total")).isEmpty();
      expectPlain(
          counted,
          () -> startStream(JvmCommand.on(jdk), broker, version),
          "ticks SUCCESS",
          "hum SUCCESS");
    }
  }

  /** Version 3.2 does not take Kotlin's functions for functions. */
  private static boolean hasKotlin(String broker, String version) {
    return broker.startsWith("kafka") && version.equals(NEWEST_STREAM);
  }

  private static MessagesApp startStream(JvmCommand jvm, String broker, String version) {
    return hasKotlin(broker, version)
        ? MessagesApp.startCompiledWithCoroutines(jvm, "StreamListeners", version, broker)
        : MessagesApp.startCompiled(jvm, "StreamListeners", version, broker);
  }

  private static Map<String, Long> without(Map<String, Long> counted, String... ofTime) {
    counted.keySet().removeAll(Set.of(ofTime));
    return counted;
  }

  private static Map<String, Long> comparable(Map<String, Long> counted) {
    Map<String, Long> counts = withoutBatches(counted);
    counts.keySet().removeIf(what -> ONCE.contains(what.split(" ", -1)[0]));
    return counts;
  }

  /** How many messages a batch has depends on when they arrive. */
  static Map<String, Long> withoutBatches(Map<String, Long> counted) {
    Map<String, Long> counts = new TreeMap<>(counted);
    counts.keySet().removeIf(what -> what.startsWith("batch"));
    return counts;
  }

  /** Has messages delivered, and returns what the agent says of them when it says all. */
  static Scrape expect(MessagesApp app, Map<String, Long> counted) {
    Scrape scrape = expectCounts(app, counted);
    assertThat(byType(scrape, "task_start_delay_seconds_count", ""))
        .isEqualTo(byType(scrape, EXECUTIONS, ""));
    return scrape;
  }

  /** The same, where not all messages tell when they were sent. */
  static Scrape expectCounts(MessagesApp app, Map<String, Long> counted) {
    Await.until(
        () -> counted + "\nbut\n" + counts(app.jvm().scrape()) + "\n" + app.jvm(),
        () -> counts(app.jvm().scrape()).equals(counted));
    Scrape scrape = app.jvm().scrape();
    assertThat(scrape.samples("task_in_progress")).allMatch(sample -> sample.value() == 0);
    assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
    StartDelays.expectPossible(app, scrape);
    assertThat(app.jvm().stderr()).noneMatch(line -> line.startsWith("tachograph WARN"));
    return scrape;
  }

  /** What the agent says when nothing is in progress. */
  static Map<String, Long> countsAtRest(MessagesApp app) {
    Await.until(
        () -> app.jvm().toString(),
        () ->
            app.jvm().scrape().samples("task_in_progress").stream()
                .allMatch(sample -> sample.value() == 0));
    return counts(app.jvm().scrape());
  }

  /** Executions by task type and status, with repetitions and records. */
  private static Map<String, Long> counts(Scrape scrape) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : scrape.samples(EXECUTIONS)) {
      add(counts, sample, " " + sample.labels().get("status"));
    }
    counts.putAll(byType(scrape, "task_retries_total", " REDELIVERED"));
    counts.putAll(byType(scrape, "task_records_total", " RECORDS"));
    return counts;
  }

  private static Map<String, Long> byType(Scrape scrape, String name, String suffix) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : scrape.samples(name)) {
      add(counts, sample, suffix);
    }
    return counts;
  }

  private static void add(Map<String, Long> counts, Sample sample, String suffix) {
    if (sample.value() != 0) {
      counts.merge(sample.labels().get("taskType") + suffix, (long) sample.value(), Long::sum);
    }
  }

  /** The framework that runs the tasks of a type. */
  static String framework(Scrape scrape, String taskType) {
    for (Sample sample : scrape.samples("tachograph_task_type_info")) {
      if (taskType.equals(sample.labels().get("taskType"))) {
        return String.valueOf(sample.labels().get("framework"));
      }
    }
    throw new AssertionError("no framework of " + taskType);
  }

  static long failures(Scrape scrape, String taskType, String exception) {
    return scrape.count("task_execute_error_total", "taskType", taskType, "exception", exception);
  }
}
