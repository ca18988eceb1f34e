package dev.tachograph.it.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The verifier of a JDK 24 or later, which looks at class files without defining them: of another
 * JDK, or too new for the JVM that runs the tests. {@code VerifyClasses.java} calls it there.
 */
final class Verifier {
  private static final Path PROGRAM = Path.of("src/test/java24/VerifyClasses.java");

  private final Path directory;
  private final List<String> batches = new ArrayList<>();

  Verifier(Path directory) {
    this.directory = directory;
  }

  /**
   * Notes class files to verify.
   *
   * @param name how they are named if something is wrong
   * @param from where other classes are found: a JDK, or jars
   */
  void add(Map<String, byte[]> classFiles, String name, List<Path> from) {
    Path batch = directory.resolve(String.valueOf(batches.size()));
    classFiles.forEach((className, classFile) -> write(batch, className, classFile));
    String path = from.stream().map(Path::toString).collect(Collectors.joining(":"));
    batches.add(name + "\t" + batch + "\t" + path);
  }

  private static void write(Path batch, String className, byte[] classFile) {
    Path file = batch.resolve(className + ".class");
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, classFile);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is wrong with what was noted. */
  List<String> verify(Path java) {
    Path list = directory.resolve("batches");
    Path output = directory.resolve("output");
    try {
      Files.createDirectories(directory);
      Files.write(list, batches);
      Process process =
          new ProcessBuilder(
                  java.toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  PROGRAM.toString(),
                  list.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      int exit = process.waitFor();
      List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
      if (exit != 0 || !lines.contains("verified " + batches.size())) {
        throw new IllegalStateException("exit " + exit + " " + lines);
      }
      return lines.subList(0, lines.size() - 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
