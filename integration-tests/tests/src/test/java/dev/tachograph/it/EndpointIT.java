package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The endpoint as HTTP clients see it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointIT {
  private final RunningJvm app =
      PlainApps.jobs(
          JvmCommand.on(Jdks.newest()).agent("workers.methods=com.acme.jobs.Jobs#succeed"),
          "succeed*3",
          "wait");
  private URI endpoint = URI.create("http://127.0.0.1/");

  @BeforeAll
  void awaitEndpoint() {
    app.awaitStdout("> waiting");
    endpoint = app.endpoint();
  }

  @AfterAll
  void stop() {
    app.close();
  }

  private URI at(String path) {
    return endpoint.resolve(path);
  }

  @Test
  void textFormat_isTheDefault() {
    HttpResponse<String> response = Scrape.get(endpoint);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/plain; version=0.0.4");
    assertThat(Scrape.parse(response.body()).count("task_execute_time_seconds_count")).isEqualTo(3);
  }

  @Test
  void openMetrics_onRequest() {
    HttpResponse<String> response =
        Scrape.get(endpoint, "Accept", "application/openmetrics-text; version=1.0.0");

    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(response.body()).endsWith("# EOF\n").contains("task_execute_time_seconds_count{");
  }

  @Test
  void protobuf_onRequest() {
    HttpResponse<String> response =
        Scrape.get(
            endpoint,
            "Accept",
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
                + " encoding=delimited");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type").orElse(""))
        .startsWith("application/vnd.google.protobuf");
    assertThat(response.body()).contains("task_execute_time_seconds").doesNotContain("# TYPE");
  }

  @Test
  void gzip_onRequest() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) endpoint.toURL().openConnection();
    connection.setRequestProperty("Accept-Encoding", "gzip");

    assertThat(connection.getHeaderField("Content-Encoding")).isEqualTo("gzip");
    byte[] body = connection.getInputStream().readAllBytes();
    byte[] unzipped = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
    assertThat(
            Scrape.parse(new String(unzipped, StandardCharsets.UTF_8))
                .count("task_execute_time_seconds_count"))
        .isEqualTo(3);
  }

  @Test
  void names_selectFamilies() {
    Scrape scrape =
        Scrape.parse(
            Scrape.get(at("/metrics?name%5B%5D=task_execute_time_seconds"), "Accept", "text/plain")
                .body());

    assertThat(scrape.familyNames()).containsExactly("task_execute_time_seconds");
  }

  @Test
  void health() {
    assertThat(Scrape.get(at("/-/healthy")).statusCode()).isEqualTo(200);
  }

  @Test
  void anythingElse_isNotFound_andShowsNothingOfTheInside() {
    for (String path :
        List.of("/page", "/page/", "/metrics/x", "/favicon.ico", "/-/reload", "/%2e%2e/etc")) {
      HttpResponse<String> response = Scrape.get(at(path));
      assertThat(response.statusCode()).as(path).isEqualTo(404);
      assertThat(response.body()).doesNotContain("\tat ").doesNotContain("Exception");
    }
  }

  @Test
  void theJvmAndTheProcess_areShown() {
    Scrape scrape = Scrape.of(endpoint);

    assertThat(scrape.familyNames())
        .contains(
            "jvm_memory_used_bytes",
            "jvm_threads_current",
            "jvm_gc_collection_seconds",
            "jvm_classes_currently_loaded",
            "process_cpu_seconds_total",
            "process_start_time_seconds");
    assertThat(scrape.value("jvm_memory_used_bytes", "area", "heap")).isPositive();
  }

  @Test
  void theAgent_showsItself() {
    Scrape scrape = Scrape.of(endpoint);

    assertThat(scrape.value("tachograph_build_info")).isEqualTo(1);
    assertThat(scrape.samples("tachograph_build_info").get(0).label("version")).isNotBlank();
    assertThat(scrape.value("tachograph_instrumented_classes", "instrumentation", "workers"))
        .isPositive();
    assertThat(scrape.value("tachograph_series", "family", "task_execute_time_seconds"))
        .isEqualTo(1);
    assertThat(scrape.value("tachograph_config_problems")).isZero();
    assertThat(scrape.count("tachograph_series_folded_total")).isZero();
    assertThat(scrape.count("tachograph_probe_errors_total")).isZero();
  }

  @Test
  void connectionsThatNeverFinishTheirRequest_keepNobodyOut() throws IOException {
    List<Socket> halfOpen = new ArrayList<>();
    try {
      for (int i = 0; i < 30; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort());
        socket.getOutputStream().write("GET /metrics HTT".getBytes(StandardCharsets.US_ASCII));
        halfOpen.add(socket);
      }
      assertThat(Scrape.get(at("/-/healthy")).statusCode()).isEqualTo(200);
      assertThat(Scrape.get(endpoint).statusCode()).isEqualTo(200);
    } finally {
      for (Socket socket : halfOpen) {
        socket.close();
      }
    }
  }

  @Test
  void onlyItsOwnAddress_isListenedOn() throws IOException {
    // The whole of 127.0.0.0/8 is this machine: who listens everywhere, listens here too.
    InetSocketAddress other = new InetSocketAddress("127.0.0.2", endpoint.getPort());

    try (Socket socket = new Socket()) {
      assertThatThrownBy(() -> socket.connect(other, 5000)).isInstanceOf(IOException.class);
    }
  }
}
