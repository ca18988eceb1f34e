package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The living objects of a JVM by class, after a collection. */
public final class ClassHistogram {
  private final String text;

  private ClassHistogram(String text) {
    this.text = text;
  }

  /** Asks a JVM by the {@code jcmd} of the one that runs the tests. */
  public static ClassHistogram of(RunningJvm jvm) {
    Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    try {
      Process process =
          new ProcessBuilder(jcmd.toString(), String.valueOf(jvm.pid()), "GC.class_histogram")
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!text.contains("java.lang.String")) {
        throw new AssertionError(text);
      }
      return new ClassHistogram(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of all objects whose class has a name with this start. */
  public long bytes(String start) {
    return lines()
        .filter(words -> words[3].startsWith(start))
        .mapToLong(words -> Long.parseLong(words[2]))
        .sum();
  }

  /** The number of objects of a class. */
  public long instances(String className) {
    return lines()
        .filter(words -> words[3].equals(className))
        .mapToLong(words -> Long.parseLong(words[1]))
        .sum();
  }

  /** A line has a number, the instances, the bytes, the class, and perhaps the module. */
  private Stream<String[]> lines() {
    return text.lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(words -> words.length >= 4 && words[0].endsWith(":"));
  }

  @Override
  public String toString() {
    return text.lines()
        .filter(line -> line.contains("dev.tachograph."))
        .limit(40)
        .reduce("", (all, line) -> all + line + "\n");
  }
}
