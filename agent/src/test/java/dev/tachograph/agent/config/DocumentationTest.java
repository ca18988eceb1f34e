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
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tables of the README and of {@code docs} say what the code does. */
class DocumentationTest {
  private static final String README = read("../README.md");

  @Test
  void everyKeyHasARow() {
    for (Key<?> key : Configs.allKeys()) {
      assertThat(README).contains("\n| `" + key.name() + "` | ");
    }
  }

  @Test
  void everyRowOfTheKeysIsAKey() {
    List<String> names = Configs.allKeys().stream().map(Key::name).collect(Collectors.toList());
    assertThat(rows("## Configuration")).isNotEmpty().allMatch(names::contains);
  }

  @Test
  void theTablesOfKeysAreThoseThatTheDeclarationsGive() {
    GeneratedText.checkOrWrite("../docs/configuration.md", KeyTables.withWhatIsAllowed());
    GeneratedText.checkOrWrite("../README.md", KeyTables.inShort());
  }

  @Test
  void everyDocumentedFamilyHasARowWithItsLabels() {
    for (MetricFamily<?> family : families("metrics.catalogue=documented")) {
      String labels =
          family.labelNames().stream().map(l -> "`" + l + "`").collect(Collectors.joining(", "));
      assertThat(README).contains("\n| `" + family.name() + "` | " + labels + " | ");
    }
  }

  @Test
  void everyFamilyThatOnlyTheCanonicalCatalogueHasIsNamed() {
    for (MetricFamily<?> family : families("metrics.catalogue=canonical")) {
      assertThat(README).contains("`" + family.name() + "`");
    }
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

  /** The first cells of a section's table, without their quotes. */
  private static List<String> rows(String heading) {
    String section = README.substring(README.indexOf(heading));
    section = section.substring(0, section.indexOf("\n## ", 1));
    return section
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(3, line.indexOf('`', 3)))
        .collect(Collectors.toList());
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
