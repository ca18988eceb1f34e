package dev.tachograph.it.executors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** java.util.concurrent keeps its contracts to the letter, whether or not the agent is there. */
class ContractsIT {
  private static final String FIELD = ": field of ";
  private static final Map<String, List<String>> OBSERVED = new ConcurrentHashMap<>();

  static List<Jdk> jdks() {
    return Jdks.builds();
  }

  private static List<String> withoutAgent(Jdk jdk) {
    return observations(jdk, AgentMode.NONE);
  }

  /** What the program sees in two rounds, run once; if the agent is attached, then in between. */
  private static List<String> observations(Jdk jdk, AgentMode mode) {
    return OBSERVED.computeIfAbsent(jdk + " " + mode, key -> observe(jdk, mode));
  }

  private static List<String> observe(Jdk jdk, AgentMode mode) {
    try (RunningJvm app =
        // So many that the common pool takes the stages of CompletableFuture on every JDK.
        mode.on(jdk)
            .jvm("-XX:ActiveProcessorCount=4")
            .start(Paths.apps(), "com.acme.contracts.ContractsApp")) {
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
  void aProgram_observesTheSame_withTheAgentFromTheStart(Jdk jdk) {
    assertThat(withoutFields(observations(jdk, AgentMode.PREMAIN)))
        .containsExactlyElementsOf(withoutFields(withoutAgent(jdk)))
        .hasSizeGreaterThan(700);
  }

  private static List<String> withoutFields(List<String> lines) {
    return lines.stream().filter(line -> !line.contains(FIELD)).toList();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aProgram_observesTheSame_withTheAgentAttached(Jdk jdk) {
    // Nothing can be added to a class that was loaded before, so not even fields differ.
    assertThat(observations(jdk, AgentMode.ATTACHED)).containsExactlyElementsOf(withoutAgent(jdk));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void reflection_showsThreeFieldsMore(Jdk jdk) {
    List<String> added =
        observations(jdk, AgentMode.PREMAIN).stream()
            .filter(line -> line.startsWith("1 ") && line.contains(FIELD))
            .filter(line -> !withoutAgent(jdk).contains(line))
            .map(line -> line.substring(line.indexOf(FIELD) + FIELD.length()))
            .toList();
    String field = " = transient class java.lang.Object tachograph$";
    assertThat(added)
        .containsExactlyInAnyOrder(
            "java.util.concurrent.ThreadPoolExecutor" + field + "monitor, synthetic",
            "java.util.concurrent.ForkJoinPool" + field + "monitor, synthetic",
            "java.util.concurrent.ForkJoinTask" + field + "submission, synthetic");
  }
}
