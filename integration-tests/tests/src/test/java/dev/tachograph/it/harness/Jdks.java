package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDKs of this machine that an agent of Java 11 can run on: the one that runs the tests, those
 * that a JAVA_HOME* variable names, and whatever is installed beside them. One for each feature
 * version.
 */
public final class Jdks {
  private static final int OLDEST = 11;
  private static final List<Jdk> ALL = find();

  private Jdks() {}

  /** Ascending by feature version. */
  public static List<Jdk> all() {
    return ALL;
  }

  public static Jdk oldest() {
    return ALL.get(0);
  }

  public static Jdk newest() {
    return ALL.get(ALL.size() - 1);
  }

  /** The oldest that is at least that new; without one, the calling test is skipped. */
  public static Jdk atLeast(int feature) {
    Optional<Jdk> found = ALL.stream().filter(jdk -> jdk.feature() >= feature).findFirst();
    RealParts.require(found.isPresent(), "a JDK " + feature + " or later");
    return found.orElseThrow();
  }

  /** The newest, if it is at least that new; without one, the calling test is skipped. */
  public static Jdk newestAtLeast(int feature) {
    atLeast(feature);
    return newest();
  }

  private static List<Jdk> find() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    for (Map.Entry<String, String> variable : System.getenv().entrySet()) {
      if (variable.getKey().startsWith("JAVA_HOME") && !variable.getValue().isBlank()) {
        homes.add(Path.of(variable.getValue()));
      }
    }
    List<Path> candidates = new ArrayList<>(homes);
    for (Path home : homes) {
      candidates.addAll(siblings(home));
    }
    Map<Integer, Jdk> byFeature = new TreeMap<>();
    for (Path candidate : candidates) {
      Jdk jdk = jdkAt(candidate);
      if (jdk != null && jdk.feature() >= OLDEST) {
        byFeature.putIfAbsent(jdk.feature(), jdk);
      }
    }
    return byFeature.values().stream().sorted(Comparator.comparingInt(Jdk::feature)).toList();
  }

  private static List<Path> siblings(Path home) {
    Path parent = home.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable Jdk jdkAt(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return null;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
      String feature = version.startsWith("1.") ? version.substring(2) : version;
      int end = 0;
      while (end < feature.length() && Character.isDigit(feature.charAt(end))) {
        end++;
      }
      return end == 0
          ? null
          : new Jdk(home.toRealPath(), Integer.parseInt(feature.substring(0, end)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
