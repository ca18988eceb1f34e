package dev.tachograph.benchmarks.process;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A JDK of this machine.
 *
 * @param home its directory
 * @param feature as in 17
 * @param version in full
 */
public record Jdk(Path home, int feature, String version) {
  private static final int OLDEST = 17;

  /**
   * The one that runs this, those that a JAVA_HOME* variable names, and what is installed beside
   * them: one for each feature version from 17, ascending.
   */
  public static List<Jdk> all() throws IOException {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    System.getenv()
        .forEach(
            (name, value) -> {
              if (name.startsWith("JAVA_HOME") && !value.isEmpty()) {
                homes.add(Path.of(value));
              }
            });
    List<Path> candidates = new ArrayList<>(homes);
    for (Path home : homes) {
      candidates.addAll(siblings(home));
    }
    Map<Integer, Jdk> byFeature = new TreeMap<>();
    for (Path candidate : candidates) {
      Jdk jdk = at(candidate);
      if (jdk != null && jdk.feature >= OLDEST) {
        byFeature.putIfAbsent(jdk.feature, jdk);
      }
    }
    return List.copyOf(byFeature.values());
  }

  private static List<Path> siblings(Path home) throws IOException {
    Path parent = home.toAbsolutePath().getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(parent)) {
      return entries.sorted().toList();
    }
  }

  private static @Nullable Jdk at(Path home) throws IOException {
    Path release = home.resolve("release");
    if (!Files.isRegularFile(release) || !Files.isExecutable(home.resolve("bin/java"))) {
      return null;
    }
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(release)) {
      properties.load(reader);
    }
    String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
    String vendor = properties.getProperty("IMPLEMENTOR", "").replace("\"", "");
    String feature = version.replaceAll("\\D.*", "");
    return feature.isEmpty()
        ? null
        : new Jdk(home.toRealPath(), Integer.parseInt(feature), version + " (" + vendor + ")");
  }

  /** Its launcher. */
  public String java() {
    return home.resolve("bin/java").toString();
  }
}
