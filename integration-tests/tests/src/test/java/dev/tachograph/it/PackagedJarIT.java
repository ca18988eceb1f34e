package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** What lies where in the one jar. */
class PackagedJarIT {
  private static final long NINE_MEGABYTES = 9_000_000;

  @Test
  void theJar_isSmall() throws IOException {
    assertThat(Files.size(Paths.agentJar())).isLessThan(NINE_MEGABYTES);
  }

  @Test
  void theApplication_canSeeNothingButLauncherAndBootstrap() throws IOException {
    assertThat(entries())
        .filteredOn(name -> name.endsWith(".class"))
        .isNotEmpty()
        .allMatch(
            name ->
                name.startsWith("dev/tachograph/launcher/")
                    || name.startsWith("dev/tachograph/bootstrap/"));
    assertThat(entries())
        .filteredOn(name -> !name.endsWith("/"))
        .allMatch(
            name ->
                name.startsWith("dev/tachograph/")
                    || name.startsWith("agent/")
                    || name.startsWith("META-INF/"));
  }

  @Test
  void theLibrarysSettings_areReadByTheAgentsClass() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      byte[] loader =
          entriesOf(jar, "agent/prometheus.jar")
              .get("io/prometheus/metrics/config/PrometheusPropertiesLoader.class");
      assertThat(new String(loader, java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("getenv");
    }
  }

  /** What a start without a class to weave can come to read: all but the jars within. */
  @Test
  void whatAStartReads_isLittle() throws IOException {
    long read = Files.size(Paths.agentJar());
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        read -= entry.getName().endsWith(".jar") ? entry.getCompressedSize() : 0;
      }
    }
    assertThat(read).isLessThan(1_500_000);
  }

  /** The JVM reads the whole table before the application's main. */
  @Test
  void theTableOfContents_isShort() throws IOException {
    assertThat(entries()).hasSizeLessThan(350);
  }

  /** What is compressed twice would have to be read from its beginning for each class. */
  @Test
  void theJarsWithin_areStored() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      assertThat(jar.stream().filter(entry -> entry.getName().endsWith(".jar")))
          .hasSize(3)
          .allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
      assertThat(entriesOf(jar, "agent/prometheus.jar").keySet())
          .hasSizeGreaterThan(500)
          .allMatch(name -> name.startsWith("io/prometheus/"));
      assertThat(entriesOf(jar, "agent/weaving.jar").keySet())
          .hasSizeGreaterThan(200)
          .allMatch(
              name ->
                  name.startsWith("dev/tachograph/agent/weave/")
                      || name.startsWith("dev/tachograph/agent/instrument/"));
      assertThat(entriesOf(jar, "agent/bytebuddy.jar").keySet())
          .contains("net/bytebuddy/asm/Advice.class", "net/bytebuddy/agent/ByteBuddyAgent.class")
          .allMatch(name -> name.startsWith("net/bytebuddy/"));
    }
  }

  @Test
  void licences_areCarried() throws IOException {
    assertThat(entries())
        .contains(
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/licenses/asm.txt",
            "META-INF/licenses/protobuf.txt");
  }

  private static Map<String, byte[]> entriesOf(JarFile jar, String nested) throws IOException {
    Map<String, byte[]> entries = new HashMap<>();
    try (JarInputStream in = new JarInputStream(jar.getInputStream(jar.getEntry(nested)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      return jar.stream().map(entry -> entry.getName()).collect(Collectors.toList());
    }
  }
}
