package dev.tachograph.agent.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.Measurements;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tables of {@code docs} say what the code does. */
class DocumentationTest {
  private static final String METRICS = read("../docs/metrics.md");

  /** A link to another page of the project, or to a heading. */
  private static final Pattern LINK =
      Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(?:#([^)\\s]*))?\\)");

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
    assertThat(readme.lines().count()).isLessThanOrEqualTo(150);
  }

  /** Of the pages, and of the headings in them. */
  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Path.of("../README.md")));
    try (Stream<Path> docs = Files.walk(Path.of("../docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    List<String> broken = new ArrayList<>();
    for (Path page : pages) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (!leadsSomewhere(page, link.group(1), link.group(2))) {
          broken.add(page + ": " + link.group());
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path page, String file, @Nullable String heading) {
    Path target = file.isEmpty() ? page : page.resolveSibling(file);
    return Files.exists(target)
        && (heading == null
            || read(target.toString())
                .lines()
                .filter(line -> line.startsWith("#"))
                .anyMatch(line -> anchor(line).equals(heading)));
  }

  /** The anchor that GitHub and others give a heading. */
  private static String anchor(String heading) {
    return heading
        .replaceFirst("^#+ ", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9 _-]", "")
        .replace(' ', '-');
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
