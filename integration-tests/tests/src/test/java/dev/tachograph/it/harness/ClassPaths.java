package dev.tachograph.it.harness;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The libraries of the applications: every version has a line in class-paths.properties. */
public final class ClassPaths {
  /** Stands between the name of a line and the version that is wanted of it. */
  public static final char OTHER_VERSION = '@';

  private static final Properties LIST = load();

  private ClassPaths() {}

  /**
   * The jars of the line with this name. {@code name@version} are those of another version: the one
   * that the name ends in is replaced.
   */
  public static List<Path> jars(String name) {
    int at = name.indexOf(OTHER_VERSION);
    String coordinates = line(at < 0 ? name : name.substring(0, at));
    if (at >= 0) {
      String own = name.substring(name.lastIndexOf('-', at) + 1, at);
      coordinates = inVersion(coordinates, own, name.substring(at + 1));
    }
    return Artifacts.classPath(coordinates.split(" +"));
  }

  /** With all that has the version in that of the other. A version may have a word after it. */
  static String inVersion(String coordinates, String version, String other) {
    String own = ":" + Pattern.quote(version) + "([.-][A-Za-z][^ @:]*)?(?=[ @]|$)";
    return coordinates.replaceAll(own, Matcher.quoteReplacement(":" + other));
  }

  /** Those of all lines. */
  static Set<String> names() {
    return LIST.stringPropertyNames();
  }

  private static String line(String name) {
    String coordinates = LIST.getProperty(name);
    if (coordinates == null) {
      throw new IllegalArgumentException("no line for " + name + " in class-paths.properties");
    }
    return coordinates;
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
