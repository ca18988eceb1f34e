package dev.tachograph.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tachograph.it.harness.RulesPrometheus;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The recording rules and alerts, as a real Prometheus and promtool see them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RulesIT {
  private static final Pattern EXPECTATION =
      Pattern.compile("- alertname: (\\w+)\\s+eval_time: \\S+\\s+exp_alerts:( \\[])?");

  private List<JsonNode> rules = List.of();

  @BeforeAll
  void load() {
    try (RulesPrometheus prometheus = RulesPrometheus.with(Monitoring.ruleFiles())) {
      rules = prometheus.rules();
      assertThat(prometheus.log()).doesNotContain("level=warn").doesNotContain("level=error");
    }
  }

  private List<JsonNode> alerts() {
    return rules.stream().filter(rule -> rule.path("type").asText().equals("alerting")).toList();
  }

  private Set<String> alertNames() {
    return alerts().stream().map(RulesIT::name).collect(Collectors.toCollection(TreeSet::new));
  }

  private static String name(JsonNode rule) {
    return rule.path("name").asText();
  }

  static Stream<Path> tests() {
    return Monitoring.ruleTests().stream();
  }

  @ParameterizedTest
  @MethodSource("tests")
  void promtoolsTests_succeed(Path test) {
    Tool promtool = Tool.run(Monitoring.DIRECTORY, "promtool", "test", "rules", test.toString());

    assertThat(promtool.exitCode()).as(promtool.output()).isZero();
  }

  @Test
  void everyAlert_isTestedToFireAndToStaySilent() {
    Set<String> firing = new TreeSet<>();
    Set<String> silent = new TreeSet<>();
    for (Path test : Monitoring.ruleTests()) {
      Matcher expectation = EXPECTATION.matcher(Monitoring.read(test));
      while (expectation.find()) {
        (expectation.group(2) == null ? firing : silent).add(expectation.group(1));
      }
    }

    assertThat(firing).isEqualTo(alertNames()).isNotEmpty();
    assertThat(silent).isEqualTo(alertNames());
  }

  @Test
  void everyAlert_saysHowBadItIsAndWhatToDo() {
    for (JsonNode alert : alerts()) {
      assertThat(name(alert)).startsWith("Tachograph");
      assertThat(alert.at("/labels/severity").asText())
          .as(name(alert))
          .isIn("critical", "warning", "info");
      assertThat(alert.at("/annotations/summary").asText()).as(name(alert)).isNotBlank();
      assertThat(alert.at("/annotations/description").asText()).as(name(alert)).isNotBlank();
      assertThat(alert.at("/annotations/runbook_url").asText())
          .isEqualTo("docs/runbooks/" + name(alert) + ".md");
    }
  }

  @Test
  void everyAlert_hasItsRunbook_andNoRunbookIsLeftOver() {
    Set<String> pages =
        Monitoring.files(Monitoring.RUNBOOKS, ".md").stream()
            .map(page -> String.valueOf(page.getFileName()).replace(".md", ""))
            .filter(page -> !page.equals("README"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(pages).isEqualTo(alertNames());
    for (String alert : pages) {
      assertThat(Monitoring.read(Monitoring.RUNBOOKS.resolve(alert + ".md")))
          .startsWith("# " + alert + "\n")
          .contains("\n## What it means\n", "\n## How to look\n", "\n## What to do\n");
      assertThat(Monitoring.read(Monitoring.RUNBOOKS.resolve("README.md")))
          .contains("(" + alert + ".md)");
    }
  }

  @Test
  void whatRulesTakeFromOtherRules_isRecorded() {
    Set<String> recorded = rules.stream().map(RulesIT::name).collect(Collectors.toSet());
    assertThat(recorded).isNotEmpty();
    for (JsonNode rule : rules) {
      assertThat(Promql.metricNames(rule.path("query").asText()))
          .as(name(rule))
          .allMatch(metric -> !metric.contains(":") || recorded.contains(metric));
    }
  }
}
