package dev.tachograph.it.fit;

import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.Jdks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;

/**
 * The builds of JDKs that can be had: those that are installed, and the class files of two more,
 * which come with Espresso. Its artifacts are 317 MB each, so they are downloaded in CI only, once;
 * elsewhere what is in the cache is used.
 */
final class JdkBuilds {
  private static final int OLDEST = 17;
  private static final String ARTIFACT =
      "org.graalvm.espresso:espresso-runtime-resources-linux-amd64:";
  private static final String ENTRIES = "META-INF/resources/java/espresso-runtime/linux/amd64/lib/";
  private static final String[] FILES = {"modules", "jrt-fs.jar"};

  /** By the JDK's version, that of the artifact. */
  private static final Map<String, String> IMAGES = Map.of("17.0.7", "23.1.0", "21.0.1", "24.0.2");

  private JdkBuilds() {}

  /** Ascending by version, each once. */
  static List<JdkBuild> atHand() {
    Map<Runtime.Version, JdkBuild> byVersion = new TreeMap<>();
    for (JdkBuild build : installed()) {
      byVersion.putIfAbsent(Runtime.Version.parse(build.version()), build);
    }
    IMAGES.forEach(
        (version, artifact) -> {
          Path home = cache().resolve(version);
          if ("true".equals(System.getenv("CI"))) {
            fetch(artifact, home);
          }
          if (hasImage(home)) {
            byVersion.putIfAbsent(Runtime.Version.parse(version), new JdkBuild(version, home));
          }
        });
    return List.copyOf(byVersion.values());
  }

  private static Path cache() {
    String base = System.getenv("XDG_CACHE_HOME");
    Path cache =
        base == null || base.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(base);
    return cache.resolve("tachograph/jdks");
  }

  private static void fetch(String artifactVersion, Path home) {
    Path lib = home.resolve("lib");
    if (hasImage(home)) {
      return;
    }
    try (ZipFile artifact = new ZipFile(Artifacts.jar(ARTIFACT + artifactVersion).toFile())) {
      Files.createDirectories(home);
      Path part = Files.createTempDirectory(home, "part");
      for (String file : FILES) {
        try (InputStream in = artifact.getInputStream(artifact.getEntry(ENTRIES + file))) {
          Files.copy(in, part.resolve(file));
        }
      }
      Files.move(part, lib);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JdkBuild> installed() {
    return Jdks.builds().stream()
        .filter(jdk -> jdk.feature() >= OLDEST && hasImage(jdk.home()))
        .map(jdk -> new JdkBuild(jdk.version().toString(), jdk.home()))
        .toList();
  }

  private static boolean hasImage(Path home) {
    return Files.exists(home.resolve("lib/modules"));
  }
}
