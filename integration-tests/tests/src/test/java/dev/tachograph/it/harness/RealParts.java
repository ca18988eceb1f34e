package dev.tachograph.it.harness;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Finds parts that a user's machine may lack. A test that needs a missing one is skipped, and names
 * it; with {@code CI=true} it fails.
 */
public final class RealParts {
  private RealParts() {}

  public static void require(boolean present, String part) {
    if (present) {
      return;
    }
    String reason = "this test needs " + part + ", which is not installed here";
    if ("true".equals(System.getenv("CI"))) {
      Assertions.fail(reason);
    }
    Assumptions.abort(reason);
  }

  /** Where on the PATH the program is. */
  public static Path program(String name) {
    Optional<Path> found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst();
    require(found.isPresent(), name);
    return found.orElseThrow();
  }
}
