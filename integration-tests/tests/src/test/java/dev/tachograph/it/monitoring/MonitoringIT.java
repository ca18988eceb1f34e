package dev.tachograph.it.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tachograph.it.harness.Alertmanager;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Browser;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.Picture;
import dev.tachograph.it.harness.RulesPrometheus;
import dev.tachograph.it.harness.RunningJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Misbehaving workers, a real Prometheus with the rules, though with less patience, and a real
 * Alertmanager.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MonitoringIT {
  /** What others expose: Prometheus itself, and node_exporter. */
  private static final Set<String> NOT_OURS = Set.of("up", "ALERTS", "node_textfile_mtime_seconds");

  private static final String JOB = "workers";

  /** One that ends while the others go on. */
  private static final String PASSING_JOB = "passing";

  private static final String AGENT_GONE = "TachographAgentGone";
  private static final String JOB_GONE = "TachographJobGone";

  /** Of a rule once, when the machine is late or the configuration was read again. */
  private static final String EVALUATED_TWICE = "different value but same timestamp";

  private final List<AutoCloseable> open = new ArrayList<>();
  private @Nullable BusyWorkers workers;
  private @Nullable Alertmanager alertmanager;
  private @Nullable RulesPrometheus prometheus;

  @BeforeAll
  void start() {
    alertmanager = keep(Alertmanager.start());
    workers = keep(BusyWorkers.start());
    prometheus =
        keep(
            RulesPrometheus.scraping(
                Map.of(
                    JOB,
                    workers.endpoints(),
                    PASSING_JOB,
                    List.of(workers.overloaded().endpoint())),
                Monitoring.impatientRuleFiles(),
                alertmanager));
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

  @Test
  void everyAlert_reachesTheAlertmanager() {
    Alertmanager receiver = Objects.requireNonNull(alertmanager, "not started");
    Set<String> missing = new TreeSet<>();
    prometheus().rules().stream()
        .filter(rule -> rule.path("type").asText().equals("alerting"))
        .map(rule -> rule.path("name").asText())
        .forEach(missing::add);
    assertThat(missing).hasSizeGreaterThan(15).contains(AGENT_GONE, JOB_GONE);
    missing.removeAll(Set.of(AGENT_GONE, JOB_GONE));
    await(
        () -> missing + " among " + prometheus().alerts(),
        () -> {
          receiver.alerts().forEach(a -> missing.remove(a.at("/labels/alertname").asText()));
          return missing.isEmpty();
        });

    RunningJvm passing = Objects.requireNonNull(workers, "not started").overloaded();
    String instance = passing.endpoint().getAuthority();
    passing.kill();
    awaitReceived(instance + " is gone", alert(AGENT_GONE, "instance", instance));
    prometheus().forget(PASSING_JOB);
    awaitReceived(PASSING_JOB + " is gone", alert(JOB_GONE, "job", PASSING_JOB));
  }

  @Test
  void aTaskTypeThatDoesWell_isNotReported() {
    awaitReceived(
        "any alert",
        alert("TachographTaskFailuresFast", "taskType", BusyWorkers.QUANTILES + "_flaky"));
    assertThat(Objects.requireNonNull(alertmanager, "not started").alerts())
        .noneMatch(a -> a.at("/labels/taskType").asText().matches("[a-z]+_(again_)?plain"));
    // Who could not be scraped for ten seconds, on a busy machine, was gone.
    await(
        () -> JOB + " is not gone\n" + prometheus().alerts(),
        () ->
            Objects.requireNonNull(alertmanager, "not started").alerts().stream()
                .noneMatch(
                    a ->
                        a.at("/labels/alertname").asText().endsWith("Gone")
                            && a.at("/labels/job").asText().equals(JOB)));
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

  /** Takes the pictures of the dashboards, after some minutes of data. */
  @Test
  @EnabledIfSystemProperty(named = "docs.write", matches = "true")
  void pictures_ofTheDashboards() throws IOException {
    Await.pause(Duration.ofMinutes(4).toMillis());
    Path pages = Paths.newDirectory("dashboards");
    try (Browser browser = Browser.start()) {
      for (Dashboard dashboard : Monitoring.dashboards()) {
        DashboardPicture picture = new DashboardPicture(dashboard, prometheus());
        Path page = pages.resolve(dashboard.name() + ".html");
        Files.writeString(page, picture.html());
        browser.size(DashboardPicture.WIDTH, picture.height());
        browser.open(page.toUri());
        String name = "dashboard-" + dashboard.name().replace(".json", ".png");
        Picture.write(browser.screenshot(), Paths.inProject("docs/pictures").resolve(name));
      }
    }
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
    List<String> complaints =
        prometheus()
            .log()
            .lines()
            .filter(line -> line.contains("level=warn") || line.contains("level=error"))
            .toList();
    assertThat(complaints).allMatch(line -> line.contains(EVALUATED_TWICE));
  }
}
