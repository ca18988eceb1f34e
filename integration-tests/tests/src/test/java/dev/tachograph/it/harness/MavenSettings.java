package dev.tachograph.it.harness;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The settings of the Maven that runs the tests; all are unknown if an IDE runs them. */
final class MavenSettings {
  private MavenSettings() {}

  /** Where it is installed. */
  static Optional<Path> home() {
    return path("it.maven.home");
  }

  /** The user's settings file, if there is one. */
  static Optional<Path> settings() {
    return path("it.maven.settings").filter(Files::exists);
  }

  /** The local repository. */
  static Optional<Path> repository() {
    return path("it.maven.repository");
  }

  static boolean offline() {
    return Boolean.getBoolean("it.maven.offline");
  }

  private static Optional<Path> path(String property) {
    String value = System.getProperty(property, "");
    return value.isEmpty() ? Optional.empty() : Optional.of(Path.of(value));
  }
}
