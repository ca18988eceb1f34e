package dev.tachograph.it.harness;

import java.nio.file.Path;

/**
 * One build of a JDK. Its feature version is 17, 21, 25, …; the rest of its version is the update.
 */
public record Jdk(Path home, Runtime.Version version) {
  public int feature() {
    return version.feature();
  }

  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "JDK " + version;
  }
}
