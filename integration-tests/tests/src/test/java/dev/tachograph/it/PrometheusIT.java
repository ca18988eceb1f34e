package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ConductorClient;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Prometheus;
import dev.tachograph.it.harness.Scrape;
import dev.tachograph.it.harness.StubConductor;
import dev.tachograph.it.harness.WorkerApp;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real Prometheus reads two busy workers: one as text, one with native histograms. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PrometheusIT {
  private static final ConductorClient CLIENT = ConductorClient.CONDUCTOROSS_4_0_8;
  private static final int SCRAPES = 4;

  private final List<AutoCloseable> open = new ArrayList<>();
  private URI quantiles = URI.create("http://127.0.0.1/");
  private @Nullable Prometheus text;
  private @Nullable Prometheus protobuf;

  @BeforeAll
  void start() {
    StubConductor stub = keep(new StubConductor());
    WorkerApp first = busy(stub, "first", JvmCommand.on(Jdks.oldest()).agent());
    WorkerApp second =
        busy(stub, "second", JvmCommand.on(Jdks.oldest()).agent("timers.distribution=native"));
    quantiles = first.jvm().endpoint();
    URI nativeHistograms = second.jvm().endpoint();
    text = keep(Prometheus.scraping(List.of(quantiles, nativeHistograms)));
    protobuf = keep(Prometheus.scraping(List.of(quantiles, nativeHistograms), "native-histograms"));
    text().awaitScrapes(SCRAPES);
    protobuf().awaitScrapes(SCRAPES);
  }

  private Prometheus text() {
    return Objects.requireNonNull(text, "not started");
  }

  private Prometheus protobuf() {
    return Objects.requireNonNull(protobuf, "not started");
  }

  private <T extends AutoCloseable> T keep(T closeable) {
    open.add(closeable);
    return closeable;
  }

  private WorkerApp busy(StubConductor stub, String name, JvmCommand command) {
    WorkerApp app = keep(WorkerApp.start(command, CLIENT, stub.url()));
    app.obey("start nowhere 1");
    app.obey("work " + name + "_plain " + name + "_flaky");
    ScheduledExecutorService feeder = Executors.newSingleThreadScheduledExecutor();
    keep(feeder::shutdownNow);
    Future<?> unused =
        feeder.scheduleAtFixedRate(
            () -> {
              stub.enqueue(name + "_plain", 5);
              stub.enqueue(name + "_flaky", 5);
            },
            0,
            100,
            TimeUnit.MILLISECONDS);
    Await.until(
        () -> "work of " + name + "\n" + app.jvm(),
        () -> stub.finished(name + "_flaky", "COMPLETED") > 5);
    return app;
  }

  @AfterAll
  void stop() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void everyScrape_succeeds_andPrometheusHasNothingToComplainAbout() {
    for (Prometheus prometheus : List.of(text(), protobuf())) {
      Await.until(
          () -> "no errors: " + prometheus.scrapeErrors(),
          () -> {
            List<String> errors = prometheus.scrapeErrors();
            // A scrape has a second, which is little on a busy machine.
            assertThat(errors).allMatch(error -> error.endsWith("context deadline exceeded"));
            return errors.isEmpty();
          });
    }
    assertThat(text().log()).doesNotContain("level=warn").doesNotContain("level=error");
    assertThat(protobuf().log()).doesNotContain("level=warn").doesNotContain("level=error");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rate(api_request_time_seconds_sum[5m]) / rate(api_request_time_seconds_count[5m])",
        "sum(rate(api_request_time_seconds_count{status=~\"4..|5..\"}[5m]))"
            + " / sum(rate(api_request_time_seconds_count[5m]))",
        "sum(rate(task_poll_time_seconds_count{status=\"SUCCESS\"}[5m]))"
            + " / sum(rate(task_poll_time_seconds_count[5m]))",
        "task_execute_time_seconds{quantile=\"0.95\"}",
        "topk(10, api_request_time_seconds{quantile=\"0.99\"})",
      })
  void theDocumentsQueries_returnNumbers(String query) {
    text().awaitNumber(query);
    protobuf().awaitNumber(query);
  }

  @Test
  void nativeHistograms_arriveWhole() {
    String count = "histogram_count(task_execute_time_seconds{taskType=\"second_plain\"})";
    String quantile =
        "histogram_quantile(0.95, sum(rate(task_execute_time_seconds"
            + "{taskType=\"second_plain\"}[1m])))";
    assertThat(protobuf().nativeHistograms("task_execute_time_seconds")).isPositive();
    Await.until(
        () -> "some tasks, not " + protobuf().query(count),
        () -> protobuf().query(count).stream().anyMatch(value -> value > 5));
    assertThat(protobuf().query(count)).allMatch(value -> value > 5);
    protobuf().awaitNumber(quantile);
    assertThat(protobuf().query(quantile))
        .hasSize(1)
        .allMatch(value -> Double.isFinite(value) && value > 0);
  }

  @Test
  void promtool_complainsAboutNothingButTheNamesThatTheCatalogueImposes() {
    String exposition = Scrape.get(quantiles, "Accept", "text/plain; version=0.0.4").body();

    assertThat(Prometheus.lint(exposition)).allMatch(PrometheusIT::isImposed);
    Scrape.parse(exposition);
  }

  /** The Conductor SDKs share label names in camel case: dashboards written for them hold here. */
  private static boolean isImposed(String complaint) {
    return complaint.matches(
        "(task|workflow|external_payload|worker|tachograph_task)_\\w+ label names should be written in"
            + " 'snake_case' not 'camelCase'");
  }
}
