package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.Ports;
import dev.tachograph.it.harness.Prometheus;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.VictoriaMetrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/**
 * Twenty JVMs with native histograms, found and scraped by a real Prometheus, which joins them and
 * writes the quantiles of all of them on to a real VictoriaMetrics.
 */
class FleetIT {
  private static final int JVMS = 20;
  private static final int RESTARTED = 5;
  private static final int REQUESTS = 200;
  private static final Percentage FIVE_PERCENT = Percentage.withPercentage(5);

  /** An increase is extrapolated by half a scrape interval to each side: of so many, a little. */
  private static final int SCRAPES = 12;

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What JVMs have done since their first scrape, those that have ended included. */
  private static final String ALL =
      "sum(increase(task_execute_time_seconds{taskType=\"Requests\"}[1h]))";

  private static final String COUNT = "histogram_count(sum(task_execute_time_seconds))";

  private static final String P50 = "histogram_quantile(0.5, " + ALL + ")";
  private static final String P99 = "histogram_quantile(0.99, " + ALL + ")";

  private static final String UP = "count(up{job='fleet'})";

  private final Path targets = Paths.newDirectory("fleet-targets");
  private final Path durations = Paths.newDirectory("fleet-durations");
  private final int port = Ports.free();

  private RunningJvm jvm(int number) {
    JvmCommand command =
        JvmCommand.on(number % 2 == 0 ? Jdks.oldest() : Jdks.newest())
            .agentArguments(
                String.join(
                    ",",
                    "http.port=" + port,
                    "http.port-range=500",
                    "discovery.directory=" + targets,
                    "discovery.labels.number=" + number,
                    "timers.distribution=native",
                    "metrics.jvm=false",
                    "workers.methods=com.acme.fleet.FleetApp$Requests#handle"));
    return command.start(
        Paths.apps(),
        "com.acme.fleet.FleetApp",
        String.valueOf(REQUESTS),
        String.valueOf(number),
        durations.resolve("durations-" + number).toString());
  }

  private String configuration(VictoriaMetrics victoria) throws IOException {
    Path rules = targets.resolve("fleet.yml");
    Files.writeString(
        rules,
        "groups:\n- name: fleet\n  interval: 1s\n  rules:\n"
            + "  - {record: 'fleet:task_execute_time_seconds:p50', expr: '"
            + P50
            + "'}\n  - {record: 'fleet:task_execute_time_seconds:p99', expr: '"
            + P99
            + "'}\n");
    return "- job_name: fleet\n  file_sd_configs: [{files: ['"
        + targets
        + "/*.json'], refresh_interval: 1s}]\n"
        + "rule_files: ['"
        + rules
        + "']\nremote_write: [{url: '"
        + victoria.remoteWrite()
        + "'}]\n";
  }

  /** Waits until the JVMs that run have handled so many requests. */
  private static void awaitRequests(Prometheus prometheus, int requests) {
    Await.until(
        () -> requests + " requests, not " + prometheus.query(COUNT) + prometheus.scrapeErrors(),
        PATIENCE,
        () -> prometheus.query(COUNT).equals(List.of((double) requests)));
  }

  private double exact(double level, int jvms) throws IOException {
    List<Long> all = new ArrayList<>();
    for (int i = 0; i < jvms; i++) {
      for (String line : Files.readAllLines(durations.resolve("durations-" + i))) {
        all.add(Long.valueOf(line));
      }
    }
    all.sort(null);
    assertThat(all).hasSize(jvms * REQUESTS);
    return all.get((int) Math.round(level * (all.size() - 1))) / 1e9;
  }

  private static void end(RunningJvm jvm) {
    jvm.type("end");
    assertThat(jvm.awaitExit().exitCode()).isZero();
  }

  @Test
  void quantilesOfAll_areWithinFivePercentOfTheExactOnes_andRestartsLoseNothing()
      throws IOException {
    List<RunningJvm> jvms = new ArrayList<>();
    try (VictoriaMetrics victoria = VictoriaMetrics.start();
        Prometheus prometheus = Prometheus.with(configuration(victoria), "native-histograms")) {
      for (int i = 0; i < JVMS; i++) {
        jvms.add(jvm(i));
      }
      // What a JVM has done before its first scrape is no increase.
      awaitRequests(prometheus, JVMS);
      jvms.forEach(jvm -> jvm.type("go on"));
      awaitRequests(prometheus, JVMS * (1 + REQUESTS));

      String scrapes = "min(count_over_time(up{job='fleet'}[1h]))";
      Await.until(
          () -> SCRAPES + " scrapes of each, not " + prometheus.query(scrapes),
          PATIENCE,
          () -> prometheus.query(scrapes).stream().anyMatch(least -> least >= SCRAPES));

      for (int i = 0; i < RESTARTED; i++) {
        end(jvms.remove(0));
      }
      int unchanged = (JVMS - RESTARTED) * (1 + REQUESTS);
      // Prometheus heeds a target file after some seconds. Until then, it would scrape a JVM that
      // took the port of another one by the labels of that one.
      Await.until(
          () -> "the targets of ended JVMs: " + prometheus.query(UP),
          PATIENCE,
          () -> prometheus.query(UP).equals(List.of((double) JVMS - RESTARTED)));
      List<RunningJvm> others = new ArrayList<>();
      for (int i = 0; i < RESTARTED; i++) {
        others.add(jvm(JVMS + i));
      }
      jvms.addAll(others);
      awaitRequests(prometheus, unchanged + RESTARTED);
      others.forEach(jvm -> jvm.type("go on"));
      awaitRequests(prometheus, unchanged + RESTARTED * (1 + REQUESTS));
      int started = JVMS + RESTARTED;
      // What a JVM that has ended had done would be missing.
      double all = (double) started * REQUESTS;
      Await.until(
          () -> all + " requests in all, not " + prometheus.query("histogram_count(" + ALL + ")"),
          PATIENCE,
          () -> isAbout(prometheus.query("histogram_count(" + ALL + ")"), all));

      assertThat(prometheus.query(P50).get(0)).isCloseTo(exact(0.5, started), FIVE_PERCENT);
      assertThat(prometheus.query(P99).get(0)).isCloseTo(exact(0.99, started), FIVE_PERCENT);
      for (String recorded : List.of("p50", "p99")) {
        String series = "fleet:task_execute_time_seconds:" + recorded;
        Await.until(
            () -> series + ": " + prometheus.query(series) + victoria.query(series) + victoria,
            () -> isAbout(victoria.query(series), prometheus.query(series).get(0)));
      }
      // What tells that a JVM is gone takes the same way, and may arrive later.
      String up = "count(up{job='fleet'} == 1)";
      Await.until(
          () -> JVMS + " JVMs, not " + victoria.query(up) + victoria,
          PATIENCE,
          () -> victoria.query(up).equals(List.of((double) JVMS)));
      jvms.forEach(FleetIT::end);
    } finally {
      jvms.forEach(RunningJvm::close);
    }
  }

  private static boolean isAbout(List<Double> values, double expected) {
    return values.size() == 1 && Math.abs(values.get(0) / expected - 1) < 0.05;
  }
}
