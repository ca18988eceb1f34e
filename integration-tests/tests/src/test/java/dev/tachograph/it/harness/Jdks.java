package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JDKs of this machine from Java 11 on, which the agent needs: the one that runs the tests,
 * those that JAVA_HOME* variables name, and those installed beside them.
 */
public final class Jdks {
  private static final int OLDEST = 11;
  private static final List<Jdk> BUILDS = find();
  private static final List<Jdk> ALL = oneForEachFeature(BUILDS);

  private Jdks() {}

  /** One for each feature version, ascending: what is written for a version runs on its updates. */
  public static List<Jdk> all() {
    return ALL;
  }

  /**
   * Every update that is there, ascending: for what the agent weaves into the JDK's own classes,
   * whose innards change from update to update.
   */
  public static List<Jdk> builds() {
    return BUILDS;
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
    Map<Runtime.Version, Jdk> byVersion = new TreeMap<>();
    for (Path candidate : candidates) {
      Jdk jdk = jdkAt(candidate);
      if (jdk != null && jdk.feature() >= OLDEST) {
        byVersion.putIfAbsent(jdk.version(), jdk);
      }
    }
    return List.copyOf(byVersion.values());
  }

  /** The earliest update of each: nothing may be there that only later ones have. */
  static List<Jdk> oneForEachFeature(List<Jdk> ascending) {
    Map<Integer, Jdk> byFeature = new TreeMap<>();
    ascending.forEach(jdk -> byFeature.putIfAbsent(jdk.feature(), jdk));
    return List.copyOf(byFeature.values());
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

  static @Nullable Jdk jdkAt(Path home) {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return null;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
      String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
      return new Jdk(home.toRealPath(), Runtime.Version.parse(version));
    } catch (IllegalArgumentException e) {
      // So old that it has another kind of number, or none.
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
