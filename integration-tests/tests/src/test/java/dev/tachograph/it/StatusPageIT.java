package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What {@code /status.json} says, and to whom. */
class StatusPageIT {
  private static final String RULE = "com.acme.jobs.Jobs#succeed";

  private static URI page(RunningJvm app, String path) {
    return app.endpoint().resolve(path);
  }

  private static JsonNode status(RunningJvm app) throws IOException {
    HttpResponse<String> response = Scrape.get(page(app, "/status.json"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
    return new ObjectMapper().readTree(response.body());
  }

  private static List<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  @Test
  void itNamesThePort_metrics_classes_rulesAndProblems() throws IOException {
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(Jdks.newest())
                .agent(
                    "workers.1.methods=" + RULE,
                    "workers.2.methods=com.acme.Nobody#run",
                    "http.prot=1",
                    "window.size=0"),
            "succeed",
            "wait")) {
      app.awaitStdout("> waiting");

      JsonNode status = status(app);

      assertThat(status.path("metrics_enabled").asBoolean()).isTrue();
      assertThat(status.path("metrics_port").asInt()).isEqualTo(app.endpoint().getPort());
      assertThat(texts(status.path("available_metrics")))
          .contains("task_execute_time_seconds", "tachograph_build_info");
      assertThat(status.path("version").asText()).matches("\\d+\\.\\d+\\.\\d+.*");
      assertThat(status.path("instrumented_classes").path("workers").asInt()).isEqualTo(1);
      assertThat(status.path("rule_matches").path(RULE).asInt()).isEqualTo(1);
      assertThat(status.path("rule_matches").path("com.acme.Nobody#run").asInt(-1)).isZero();
      assertThat(texts(status.path("config_problems")))
          .hasSize(2)
          .anyMatch(problem -> problem.contains("http.prot"))
          .anyMatch(problem -> problem.contains("window.size=0"));
      app.kill();
    }
  }

  @Test
  void onlyWhoMayReadTheMetrics_mayReadIt() throws IOException {
    Path password = Paths.newDirectory("status").resolve("password");
    Files.writeString(password, "sesame");
    try (RunningJvm app =
        PlainApps.jobs(
            JvmCommand.on(Jdks.newest())
                .agent("http.auth.basic.user=prom", "http.auth.basic.password-file=" + password),
            "wait")) {
      assertThat(Scrape.get(page(app, "/status.json")).statusCode()).isEqualTo(401);
      String credentials =
          Base64.getEncoder().encodeToString("prom:sesame".getBytes(StandardCharsets.UTF_8));
      HttpResponse<String> allowed =
          Scrape.get(page(app, "/status.json"), "Authorization", "Basic " + credentials);
      assertThat(allowed.statusCode()).isEqualTo(200);
      assertThat(allowed.body()).doesNotContain("sesame").doesNotContain("prom\"");
      assertThat(Scrape.get(page(app, "/-/healthy")).statusCode()).isEqualTo(200);
      app.kill();
    }
  }
}
