package dev.tachograph.agent.export.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.Measurements;
import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.export.http.Page;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class LivePagesTest {
  private static final Path FOLDER = Path.of("src/main/page");
  private static final Path MONITORING = Path.of("../monitoring/prometheus/alerts.yml");

  private static final LivePages PAGES =
      new LivePages(
          PrometheusRegistry::new,
          null,
          () -> "{}".getBytes(StandardCharsets.UTF_8),
          Duration.ofMinutes(10));

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> found(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map((MatchResult result) -> result.group(1))
        .distinct()
        .collect(Collectors.toList());
  }

  @Test
  void everyFileOfTheFolder_isServed() throws IOException {
    assertThat(LivePages.FILES).containsExactlyInAnyOrderElementsOf(files());
    for (String file : LivePages.FILES) {
      Page page = PAGES.apply(file.equals("index.html") ? "/" : "/page/" + file);
      assertThat(page).as(file).isNotNull();
      assertThat(page.content("")).as(file).isEqualTo(Files.readAllBytes(FOLDER.resolve(file)));
      assertThat(page.headers().get("Content-Security-Policy"))
          .as(file)
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
    }
  }

  @Test
  void whatIsNoFileOfThePage_isNotServed() {
    assertThat(PAGES.apply("/page/../Agent.class")).isNull();
    assertThat(PAGES.apply("/page/")).isNull();
    assertThat(PAGES.apply("/page/index.html")).isNull();
  }

  @Test
  void thePage_isSmall() throws IOException {
    long size = 0;
    long onTheWire = 0;
    for (String file : files()) {
      byte[] content = Files.readAllBytes(FOLDER.resolve(file));
      ByteArrayOutputStream compressed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
        out.write(content);
      }
      size += content.length;
      onTheWire += compressed.size();
    }
    assertThat(size).isLessThan(120_000);
    assertThat(onTheWire).isLessThan(40_000);
  }

  /** A label can hold what looks like markup or code. */
  @Test
  void noScript_makesMarkupOrCodeOfText() throws IOException {
    for (String file : files()) {
      assertThat(text(file))
          .as(file)
          .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write")
          .doesNotContain("eval(", "new Function", "srcdoc", "DOMParser");
    }
  }

  @Test
  void thePage_loadsNothingFromElsewhere() throws IOException {
    for (String file : files()) {
      assertThat(found("(https?://[^'\"\\s]+)", text(file)))
          .as(file)
          .allMatch(address -> address.equals("http://www.w3.org/2000/svg"));
    }
  }

  @Test
  void everyAlertThatItNames_isThere_andHasARunbook() throws IOException {
    String rules = Files.readString(MONITORING);
    assertThat(found("alert\\('(\\w+)'", text("queries.js")))
        .hasSizeGreaterThan(10)
        .allSatisfy(alert -> assertThat(rules).contains("alert: " + alert + "\n"))
        .allMatch(alert -> Files.exists(Path.of("../docs/runbooks/" + alert + ".md")));
  }

  @Test
  void everyFamilyThatItNames_isInACatalogue() {
    Set<String> known =
        Stream.of("documented", "canonical")
            .flatMap(catalogue -> families("metrics.catalogue=" + catalogue).stream())
            .map(MetricFamily::name)
            .collect(Collectors.toSet());
    // Some agents report it for the work of frameworks.
    known.add("task_in_progress");
    List<String> named = new ArrayList<>();
    for (String file : List.of("views.js", "queries.js", "main.js")) {
      named.addAll(found("['`]((?:task|http|api|java_executor)_[a-z_]+)[`'$]", text(file)));
    }
    assertThat(named).contains("task_execute_time_seconds", "http_client_requests_in_flight");
    assertThat(named)
        .filteredOn(name -> !name.equals("java_executor_") && !familiesOfExecutors().contains(name))
        .allSatisfy(name -> assertThat(known).contains(name));
    assertThat(familiesOfExecutors())
        .contains("submitted_tasks_total")
        .allSatisfy(name -> assertThat(known).contains("java_executor_" + name));
  }

  /** They are listed without what their names begin with. */
  private static List<String> familiesOfExecutors() {
    String views = text("views.js");
    String list = views.substring(views.indexOf("['submitted_tasks_total"));
    return found("'([a-z_]+)'", list.substring(0, list.indexOf(']')));
  }

  private static List<MetricFamily<?>> families(String options) {
    return new Measurements(AgentConfig.load(options, Map.of(), new Properties()))
        .registerAll()
        .registry()
        .families();
  }
}
