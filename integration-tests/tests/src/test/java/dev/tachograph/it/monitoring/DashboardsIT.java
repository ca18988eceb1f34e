package dev.tachograph.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Paths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the dashboards hold, without data. */
class DashboardsIT {
  private static final Pattern VARIABLE = Pattern.compile("\\$(\\w+)");
  private static final Pattern RECORD = Pattern.compile("- record: (\\S+)");
  private static final Pattern ALERT = Pattern.compile("- alert: (\\S+)");

  static Stream<Dashboard> dashboards() {
    return Monitoring.dashboards().stream();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanel_saysWhatItShowsAndInWhichUnit(Dashboard dashboard) {
    assertThat(dashboard.json().path("description").asText()).isNotBlank();
    for (Panel panel : dashboard.panels()) {
      assertThat(panel.title()).isNotBlank();
      if (!panel.isHeading()) {
        assertThat(panel.description()).as(panel.title()).endsWith(".");
        assertThat(panel.unit()).as(panel.title()).isNotBlank();
        assertThat(panel.expressions()).as(panel.title()).isNotEmpty().doesNotContain("");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void panels_haveAPlaceEach(Dashboard dashboard) {
    List<Panel> panels = dashboard.panels();
    assertThat(panels).extracting(panel -> panel.json().path("id").asInt()).doesNotHaveDuplicates();
    for (Panel panel : panels) {
      assertThat(panel.right()).as(panel.title()).isLessThanOrEqualTo(24);
      assertThat(panels.stream().filter(panel::overlaps)).as(panel.title()).hasSize(1);
    }
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void variables_areDeclaredAndUsed(Dashboard dashboard) {
    Set<String> used = new TreeSet<>(Set.of("datasource"));
    for (Panel panel : dashboard.panels()) {
      for (String expression : panel.expressions()) {
        Matcher variable = VARIABLE.matcher(expression);
        while (variable.find()) {
          used.add(variable.group(1));
        }
      }
    }
    used.remove("__rate_interval");

    assertThat(used).isEqualTo(new TreeSet<>(dashboard.variables()));
  }

  /** promtool has no command for a single expression. */
  @ParameterizedTest
  @MethodSource("dashboards")
  void everyExpression_isValid(Dashboard dashboard) throws IOException {
    Path rules = Paths.newDirectory("expressions").resolve("rules.yml");
    String indented =
        Stream.concat(dashboard.queries().stream(), variableSeries(dashboard))
            .map(query -> query.replace("\n", "\n      "))
            .map(query -> "  - record: valid\n    expr: |-\n      " + query + "\n")
            .collect(Collectors.joining());
    Files.writeString(rules, "groups:\n- name: expressions\n  rules:\n" + indented);

    Tool promtool = Tool.run(Monitoring.DIRECTORY, "promtool", "check", "rules", rules.toString());

    assertThat(promtool.exitCode()).as(promtool.output()).isZero();
  }

  private static Stream<String> variableSeries(Dashboard dashboard) {
    return dashboard.variableSeries().stream().map(Dashboard::filledIn);
  }

  @Test
  void whatDashboardsTakeFromRules_isRecorded() {
    Set<String> recorded = found(RECORD);
    Set<String> taken = new TreeSet<>();
    dashboards()
        .flatMap(d -> Stream.concat(d.queries().stream(), variableSeries(d)))
        .flatMap(query -> Promql.metricNames(query).stream())
        .filter(metric -> metric.contains(":"))
        .forEach(taken::add);

    assertThat(taken).isNotEmpty().isSubsetOf(recorded);
  }

  @Test
  void everyAlert_isLinkedFromAPanel() {
    Set<String> linked = new TreeSet<>();
    dashboards()
        .flatMap(dashboard -> dashboard.panels().stream())
        .forEach(panel -> linked.addAll(panel.alerts()));

    assertThat(linked).isNotEmpty().isEqualTo(found(ALERT));
  }

  private static Set<String> found(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    for (Path file : Monitoring.ruleFiles()) {
      Matcher matcher = pattern.matcher(Monitoring.read(file));
      while (matcher.find()) {
        found.add(matcher.group(1));
      }
    }
    return found;
  }
}
