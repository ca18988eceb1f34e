package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.Measurements;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs} say what the code does. */
class DocumentationTest {
  private static final String METRICS = read("../docs/metrics.md");

  @Test
  void theTablesOfKeysAreThoseThatTheDeclarationsGive() {
    GeneratedText.checkOrWrite("../docs/configuration.md", KeyTables.all());
  }

  @Test
  void everyDocumentedFamilyHasARowWithItsLabels() {
    for (MetricFamily<?> family : families("metrics.catalogue=documented")) {
      String labels =
          family.labelNames().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", "));
      assertThat(METRICS).contains("\n| `" + family.name() + "` | " + labels + " | ");
    }
  }

  @Test
  void everyFamilyThatOnlyTheCanonicalCatalogueHasIsNamed() {
    for (MetricFamily<?> family : families("metrics.catalogue=canonical")) {
      assertThat(METRICS).contains("`" + family.name() + "`");
    }
  }

  @Test
  void everyFamilyOfTheTableIsThere() {
    Set<String> names =
        Stream.of("documented", "canonical")
            .flatMap(catalogue -> families("metrics.catalogue=" + catalogue).stream())
            .map(MetricFamily::name)
            .collect(Collectors.toSet());
    String table = METRICS.substring(0, METRICS.indexOf("## Templates of paths"));
    assertThat(table.lines().filter(line -> line.startsWith("| `")))
        .filteredOn(line -> !line.startsWith("| `jvm_*`"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .isNotEmpty()
        .allSatisfy(name -> assertThat(names).contains(name));
  }

  @Test
  void theReadmeLeadsToEveryPage() throws IOException {
    String readme = read("../README.md");
    try (Stream<Path> pages = Files.list(Path.of("../docs"))) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".md"))
          .isNotEmpty()
          .allSatisfy(name -> assertThat(readme).contains("(docs/" + name + ")"));
    }
    assertThat(readme.lines().count()).isLessThan(160);
  }

  @Test
  void theOtherPagesAreThere() {
    assertThat(read("../docs/configuration.md")).contains("TACHOGRAPH_");
    assertThat(read("../docs/operating.md")).contains("textfile.directory");
    assertThat(read("../docs/architecture.md")).contains("QuantileWindow");
    assertThat(read("../CHANGELOG.md")).contains("## ");
  }

  private static List<MetricFamily<?>> families(String options) {
    return new Measurements(AgentConfig.load(options, Map.of(), new Properties()))
        .registerAll()
        .registry()
        .families();
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
