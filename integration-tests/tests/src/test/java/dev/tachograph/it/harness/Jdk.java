package dev.tachograph.it.harness;

import java.nio.file.Path;

/** An installed JDK; {@code feature} is 17, 21, 25, … */
public record Jdk(Path home, int feature) {
  public Path java() {
    return home.resolve("bin").resolve("java");
  }

  @Override
  public String toString() {
    return "JDK " + feature;
  }
}
