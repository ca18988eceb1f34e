package dev.tachograph.it.harness;

import java.nio.file.Path;

/** One build of a JDK: its feature version is 17, 21, 25, …, its update what comes after. */
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
