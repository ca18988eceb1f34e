package dev.tachograph.it.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
