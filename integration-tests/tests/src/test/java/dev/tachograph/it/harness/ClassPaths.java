package dev.tachograph.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** The libraries of the applications: every version has a line in class-paths.properties. */
public final class ClassPaths {
  private static final Properties LIST = load();

  private ClassPaths() {}

  /** The jars of the line with this name. */
  public static List<Path> jars(String name) {
    String coordinates = LIST.getProperty(name);
    if (coordinates == null) {
      throw new IllegalArgumentException("no line for " + name + " in class-paths.properties");
    }
    return Artifacts.classPath(coordinates.split(" +"));
  }

  /** The same, as the JVM takes them. */
  public static String of(String name) {
    return jars(name).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
  }

  private static Properties load() {
    Properties list = new Properties();
    try (InputStream in = ClassPaths.class.getResourceAsStream("/class-paths.properties")) {
      list.load(Objects.requireNonNull(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return list;
  }
}
