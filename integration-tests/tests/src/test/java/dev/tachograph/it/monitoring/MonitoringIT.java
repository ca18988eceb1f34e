package dev.tachograph.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tachograph.it.harness.Alertmanager;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.RulesPrometheus;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Misbehaving workers, a real Prometheus with the rules as they are, and a real Alertmanager. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringIT {
  /** What others expose: Prometheus itself, and node_exporter. */
  private static final Set<String> NOT_OURS = Set.of("up", "ALERTS", "node_textfile_mtime_seconds");

  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable BusyWorkers workers;
  private @Nullable Alertmanager alertmanager;
  private @Nullable RulesPrometheus prometheus;

  @BeforeAll
  void start() {
    alertmanager = keep(Alertmanager.start());
    workers = keep(BusyWorkers.start());
    prometheus =
        keep(RulesPrometheus.scraping(workers.endpoints(), Monitoring.ruleFiles(), alertmanager));
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    open.add(closeable);
    return closeable;
  }

  @AfterAll
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  private RulesPrometheus prometheus() {
    return Objects.requireNonNull(prometheus, "not started");
  }

  /** Asks seldom: whoever is asked has enough to do. */
  private static void await(Supplier<String> what, BooleanSupplier condition) {
    Await.until(
        what,
        () -> {
          boolean holds = condition.getAsBoolean();
          if (!holds) {
            Await.pause(500);
          }
          return holds;
        });
  }

  /** Waits until the condition holds of one of them. */
  private void awaitReceived(String what, Predicate<JsonNode> condition) {
    Alertmanager receiver = Objects.requireNonNull(alertmanager, "not started");
    await(
        () -> what + " among " + receiver.alerts() + "\n" + prometheus().alerts(),
        () -> receiver.alerts().stream().anyMatch(condition));
  }

  private static Predicate<JsonNode> alert(String name, String label, String value) {
    return alert ->
        alert.at("/labels/alertname").asText().equals(name)
            && alert.path("labels").path(label).asText().equals(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {BusyWorkers.QUANTILES, BusyWorkers.CANONICAL, BusyWorkers.NATIVE})
  void aTaskTypeThatFails_isReportedToTheAlertmanager_howeverItIsExposed(String worker) {
    awaitReceived(
        "an alert on " + worker,
        alert("TachographTaskFailuresFast", "taskType", worker + "_flaky")
            .and(alert -> alert.at("/labels/severity").asText().equals("critical"))
            .and(
                alert ->
                    Files.exists(
                        Monitoring.PROJECT.resolve(
                            alert.at("/annotations/runbook_url").asText()))));
  }

  @Test
  void aMistakeInTheConfiguration_isReportedOfThatInstanceAlone() {
    String instance = Objects.requireNonNull(workers, "not started").firstInstance();
    awaitReceived(
        "an alert on " + instance, alert("TachographConfigProblems", "instance", instance));
    assertThat(Objects.requireNonNull(alertmanager, "not started").alerts())
        .filteredOn(a -> a.at("/labels/alertname").asText().equals("TachographConfigProblems"))
        .hasSize(1);
  }

  /** They fire later, since their conditions have to hold for minutes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "TachographTaskQueueFull",
        "TachographApiServerErrors",
        "TachographHttpHostFailing",
      })
  void whatElseIsWrong_isNoticed(String alert) {
    await(
        () -> alert + " among " + prometheus().alerts(),
        () ->
            prometheus().alerts().stream()
                .anyMatch(a -> a.at("/labels/alertname").asText().equals(alert)));
  }

  @Test
  void aTaskTypeThatDoesWell_isNotReported() {
    awaitReceived(
        "any alert",
        alert("TachographTaskFailuresFast", "taskType", BusyWorkers.QUANTILES + "_flaky"));
    assertThat(prometheus().alerts())
        .noneMatch(a -> a.at("/labels/taskType").asText().endsWith("_plain"))
        .noneMatch(a -> a.at("/labels/alertname").asText().endsWith("Gone"));
  }

  static Stream<Dashboard> dashboards() {
    return Monitoring.dashboards().stream();
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyPanel_hasData(Dashboard dashboard) {
    Set<String> missing = new TreeSet<>(dashboard.queries());
    await(
        () -> dashboard + " has no data for " + String.join("\n", missing),
        () -> {
          missing.removeIf(prometheus()::hasNumbers);
          return missing.isEmpty();
        });
  }

  @ParameterizedTest
  @MethodSource("dashboards")
  void everyVariable_hasValues(Dashboard dashboard) {
    for (String series : dashboard.variableSeries()) {
      await(() -> series, () -> prometheus().hasNumbers(Dashboard.filledIn(series)));
    }
  }

  /** What the documents of the Conductor SDK and of executor metrics ask for. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "instance:api_request_time_seconds:mean5m",
        "job:api_request_errors:ratio_rate5m",
        "job:task_poll_success:ratio_rate5m",
        "instance:task_execute_time_seconds:quantile{quantile=\"0.95\"}",
        "topk(10, instance:api_request_time_seconds:quantile{quantile=\"0.99\"})",
        "instance:task_execute_time_seconds:mean5m",
        "1 - taskType:task_execution_failures:ratio_rate5m",
        "job:task_execute_time_seconds:quantile{quantile=\"0.95\"}",
      })
  void theDocumentsQuestions_areAnsweredByRules(String query) {
    await(() -> query, () -> prometheus().hasNumbers(query));
  }

  @Test
  void rulesAndDashboards_nameNothingThatTheAgentDoesNotExpose() {
    Set<String> named = new TreeSet<>();
    prometheus().rules().stream()
        .map(rule -> rule.path("query").asText())
        .flatMap(query -> Promql.metricNames(query).stream())
        .forEach(named::add);
    dashboards()
        .flatMap(dashboard -> dashboard.queries().stream())
        .flatMap(query -> Promql.metricNames(query).stream())
        .forEach(named::add);
    named.removeIf(name -> name.contains(":") || NOT_OURS.contains(name));
    assertThat(named).hasSizeGreaterThan(40);

    Set<String> missing = new TreeSet<>();
    await(
        () -> "never scraped: " + missing,
        () -> {
          Set<String> scraped = families(prometheus().metricNames());
          missing.clear();
          missing.addAll(families(named));
          missing.removeAll(scraped);
          return missing.isEmpty();
        });
  }

  /** A timer is one family, in whichever of the ways it is exposed. */
  private static Set<String> families(Set<String> names) {
    Set<String> families = new TreeSet<>();
    for (String name : names) {
      families.add(name.replaceFirst("(_window)?(_bucket|_count|_sum)?$", ""));
    }
    return families;
  }

  @Test
  void nothingIsLoggedAgainstRules() {
    assertThat(prometheus().log()).doesNotContain("level=warn").doesNotContain("level=error");
  }
}
