package dev.tachograph.it.monitoring;

import dev.tachograph.it.harness.Paths;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of {@code monitoring/} and what belongs to them. */
final class Monitoring {
  /** The project's directory; tests run in that of their module. */
  static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

  static final Path DIRECTORY = PROJECT.resolve("monitoring");
  static final Path RUNBOOKS = PROJECT.resolve("docs/runbooks");

  private Monitoring() {}

  /** What Prometheus is told to load. */
  static List<Path> ruleFiles() {
    return files(DIRECTORY.resolve("prometheus"), ".yml");
  }

  /**
   * The rules for somebody who has no time: an alert waits ten seconds, a textfile is stale after
   * three, and less is good enough.
   */
  static List<Path> impatientRuleFiles() {
    Path directory = Paths.newDirectory("rules");
    List<Path> files = new ArrayList<>();
    for (Path original : ruleFiles()) {
      String slowTask =
          "$0\n"
              + "      - record: tachograph:objective:task_p99_seconds\n"
              + "        expr: vector(0.1)\n"
              + "        labels: { taskType: quantiles_slow }";
      String rules =
          read(original)
              .replaceAll("\n        for: \\d+m", "\n        for: 10s")
              .replaceAll("> 300\\b", "> 3")
              .replaceFirst("expr: vector\\(60\\)", slowTask)
              .replaceFirst("expr: vector\\(1\\)", "expr: vector(0.2)");
      Path file = directory.resolve(original.getFileName());
      try {
        files.add(Files.writeString(file, rules));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  /** What promtool is told to test. */
  static List<Path> ruleTests() {
    return files(DIRECTORY.resolve("prometheus/tests"), ".yml").stream()
        .filter(file -> read(file).contains("rule_files:"))
        .toList();
  }

  static List<Dashboard> dashboards() {
    return files(DIRECTORY.resolve("grafana"), ".json").stream().map(Dashboard::read).toList();
  }

  static List<Path> files(Path directory, String suffix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(suffix)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
