package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What lies where in the one jar. */
class PackagedJarIT {
  private static final long SIX_MEGABYTES = 6_000_000;

  @Test
  void theJar_isSmall() throws IOException {
    assertThat(Files.size(Paths.agentJar())).isLessThan(SIX_MEGABYTES);
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
          jar.getInputStream(
                  jar.getEntry(
                      "agent/io/prometheus/metrics/config/PrometheusPropertiesLoader.classdata"))
              .readAllBytes();
      assertThat(new String(loader, java.nio.charset.StandardCharsets.ISO_8859_1))
          .doesNotContain("getenv");
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

  private static List<String> entries() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      return jar.stream().map(entry -> entry.getName()).collect(Collectors.toList());
    }
  }
}
