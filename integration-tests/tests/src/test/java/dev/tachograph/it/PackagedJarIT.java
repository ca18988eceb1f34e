package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.Paths;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies where in the one jar. */
class PackagedJarIT {
  private static final long NINE_MEGABYTES = 9_000_000;
  private static final long TWENTY_KILOBYTES = 20_000;
  private static final byte JAVA_8 = 52;
  private static final String START = "agent/start.jar";

  @Test
  void theJar_isSmall() throws IOException {
    assertThat(Files.size(Paths.agentJar())).isLessThan(NINE_MEGABYTES);
  }

  @Test
  void theApi_isSmall_andNeedsNothing() throws IOException {
    assertThat(Files.size(Paths.apiJar())).isLessThan(TWENTY_KILOBYTES);
    try (JarFile jar = new JarFile(Paths.apiJar().toFile())) {
      List<JarEntry> classes =
          jar.stream().filter(entry -> entry.getName().endsWith(".class")).toList();
      assertThat(classes)
          .isNotEmpty()
          .allMatch(entry -> entry.getName().startsWith("dev/tachograph/api/"));
      for (JarEntry entry : classes) {
        byte[] classFile = jar.getInputStream(entry).readAllBytes();
        assertThat(classFile[7]).as(entry.getName()).isEqualTo(JAVA_8);
        assertThat(new String(classFile, StandardCharsets.ISO_8859_1))
            .as(entry.getName())
            .doesNotContain("org/jspecify");
      }
    }
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
      assertThat(new String(loader, StandardCharsets.ISO_8859_1)).doesNotContain("getenv");
    }
  }

  /**
   * What a start without a class to weave can come to read: all but the jars within that it does
   * not open.
   */
  @Test
  void whatAStartCanRead_isLittle() throws IOException {
    long read = Files.size(Paths.agentJar());
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        boolean later = entry.getName().endsWith(".jar") && !entry.getName().equals(START);
        read -= later ? entry.getCompressedSize() : 0;
      }
    }
    assertThat(read).isLessThan(1_500_000);
  }

  /** The JVM reads the whole table before the application's main. */
  @Test
  void theTableOfContents_isShort() throws IOException {
    assertThat(entries()).hasSizeLessThan(340);
  }

  /** What is compressed twice would have to be read from its beginning for each class. */
  @Test
  void theJarsWithin_areStored() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      assertThat(jar.stream().filter(entry -> entry.getName().endsWith(".jar")))
          .hasSize(6)
          .allMatch(entry -> entry.getMethod() == ZipEntry.STORED);
      assertThat(entriesOf(jar, START).keySet())
          .contains("dev/tachograph/agent/Agent.class")
          .noneMatch(name -> name.contains("/agent/export/http/server/"))
          .allMatch(name -> name.startsWith("dev/tachograph/agent/"));
      assertThat(entriesOf(jar, "agent/serving.jar").keySet())
          .contains("dev/tachograph/agent/cli/CommandLine.class")
          .allMatch(
              name ->
                  name.startsWith("dev/tachograph/agent/")
                      || name.startsWith("com/codahale/metrics/graphite/"));
      assertThat(entriesOf(jar, "agent/prometheus.jar").keySet())
          .hasSizeGreaterThan(500)
          .allMatch(name -> name.startsWith("io/prometheus/"));
      assertThat(entriesOf(jar, "agent/jmx.jar").keySet())
          .contains("io/prometheus/jmx/JmxCollector.class", "org/yaml/snakeyaml/Yaml.class")
          .allMatch(name -> name.startsWith("io/prometheus/jmx/") || name.startsWith("org/yaml/"));
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

  /** Of a library only that is left out which nothing refers to that is left. */
  @ParameterizedTest
  @ValueSource(strings = {"bytebuddy", "prometheus"})
  void whatIsLeftOfALibrary_refersToNothingThatIsLeftOut(String library, @TempDir Path directory)
      throws IOException {
    Path nested = directory.resolve(library + ".jar");
    try (JarFile jar = new JarFile(Paths.agentJar().toFile());
        InputStream bytes = jar.getInputStream(jar.getEntry("agent/" + library + ".jar"))) {
      Files.copy(bytes, nested);
    }
    StringWriter missing = new StringWriter();
    ToolProvider.findFirst("jdeps")
        .orElseThrow()
        .run(
            new PrintWriter(missing),
            new PrintWriter(missing),
            "--multi-release",
            "base",
            "--missing-deps",
            nested.toString());
    assertThat(missing.toString()).contains("->");
    Pattern oneReference = Pattern.compile("-> ((?:net\\.bytebuddy|io\\.prometheus)\\.\\S+)");
    assertThat(oneReference.matcher(missing.toString()).results().map(found -> found.group(1)))
        // Annotations of its build, and what it offers to an agent builder.
        .allMatch(
            name ->
                name.startsWith("net.bytebuddy.build.")
                    || name.equals("net.bytebuddy.agent.builder.AgentBuilder"));
  }

  @Test
  void theLibrary_hasNoLoggerOfTheJvms() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      for (String nested : List.of("agent/prometheus.jar", "agent/jmx.jar")) {
        for (Map.Entry<String, byte[]> entry : entriesOf(jar, nested).entrySet()) {
          assertThat(new String(entry.getValue(), StandardCharsets.ISO_8859_1))
              .as(entry.getKey())
              .doesNotContain("java/util/logging/");
        }
      }
    }
  }

  @Test
  void licences_areCarried() throws IOException {
    assertThat(entries())
        .contains(
            "META-INF/LICENSE",
            "META-INF/NOTICE",
            "META-INF/sbom/tachograph.cdx.json",
            "META-INF/licenses/asm.txt",
            "META-INF/licenses/protobuf.txt");
  }

  /** By the list of libraries that the jar carries itself. */
  @Test
  void whatTheLibrariesSayInTheirNotices_isCarried() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      List<String> carried = linesOf(jar, "META-INF/NOTICE");
      for (Path library : libraries(jar)) {
        try (JarFile file = new JarFile(library.toFile())) {
          if (file.getEntry("META-INF/NOTICE") != null) {
            assertThat(carried).as("%s", library).containsAll(linesOf(file, "META-INF/NOTICE"));
          }
        }
      }
    }
  }

  @Test
  void classesOfLibraries_areUnchanged_orNamedInTheNotice() throws IOException {
    Map<String, byte[]> originals = new HashMap<>();
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      for (Path library : libraries(jar)) {
        originals.putAll(classesOf(library));
      }
      String notice = String.join("\n", linesOf(jar, "META-INF/NOTICE"));
      List<String> changed = new ArrayList<>();
      for (JarEntry nested : jar.stream().filter(e -> e.getName().endsWith(".jar")).toList()) {
        entriesOf(jar, nested.getName())
            .forEach(
                (name, bytes) -> {
                  if (name.endsWith(".class")
                      && !name.startsWith("dev/tachograph/")
                      && !Arrays.equals(bytes, originals.get(name))
                      && !isQuieted(originals.get(name), bytes)) {
                    changed.add(name.replace('/', '.').replaceAll("\\.class$", ""));
                  }
                });
      }
      assertThat(changed)
          .contains("io.prometheus.metrics.config.PrometheusPropertiesLoader")
          .doesNotHaveDuplicates()
          .allMatch(notice::contains);
    }
  }

  /** Whether a logger of the JVM's was taken out, as the notice says of all that had one. */
  private static boolean isQuieted(byte @Nullable [] original, byte[] bytes) {
    return original != null
        && names(original, "java/util/logging/")
        && !names(bytes, "java/util/logging/")
        && names(bytes, "dev/tachograph/agent/log/QuietLogger");
  }

  private static boolean names(byte[] classFile, String text) {
    return new String(classFile, StandardCharsets.ISO_8859_1).contains(text);
  }

  /** Else two builds of the same sources would differ. */
  @Test
  void theListOfLibraries_hasNoTimeAndNoSerialNumber() throws IOException {
    try (JarFile jar = new JarFile(Paths.agentJar().toFile())) {
      JsonNode list = listOfLibraries(jar);
      assertThat(list.has("serialNumber")).isFalse();
      assertThat(list.at("/metadata").has("timestamp")).isFalse();
      assertThat(list.at("/metadata/component/name").asText()).isEqualTo("tachograph");
    }
  }

  private static JsonNode listOfLibraries(JarFile jar) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry("META-INF/sbom/tachograph.cdx.json"))) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static List<Path> libraries(JarFile jar) throws IOException {
    List<String> coordinates = new ArrayList<>();
    for (JsonNode library : listOfLibraries(jar).get("components")) {
      coordinates.add(
          String.join(
              ":",
              library.get("group").asText(),
              library.get("name").asText(),
              library.get("version").asText()));
    }
    assertThat(coordinates).anyMatch(library -> library.startsWith("io.prometheus:"));
    return Artifacts.jars(coordinates);
  }

  private static Map<String, byte[]> classesOf(Path library) throws IOException {
    Map<String, byte[]> classes = new HashMap<>();
    try (JarFile file = new JarFile(library.toFile())) {
      for (JarEntry entry : file.stream().filter(e -> e.getName().endsWith(".class")).toList()) {
        try (InputStream in = file.getInputStream(entry)) {
          classes.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    return classes;
  }

  /** Without what surrounds them, and without empty ones. */
  private static List<String> linesOf(JarFile jar, String entry) throws IOException {
    try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty())
          .toList();
    }
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
