package dev.tachograph.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A real Prometheus that scrapes every second and evaluates rules every two seconds. */
public final class RulesPrometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningProcess process;
  private final int port;

  private RulesPrometheus(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one that only knows the rules. */
  public static RulesPrometheus with(List<Path> ruleFiles) {
    return start(ruleFiles, List.of(), null);
  }

  /** Starts one that scrapes endpoints, native histograms too, and tells of its alerts. */
  public static RulesPrometheus scraping(
      List<URI> endpoints, List<Path> ruleFiles, Alertmanager alertmanager) {
    return start(ruleFiles, endpoints, alertmanager);
  }

  private static RulesPrometheus start(
      List<Path> ruleFiles, List<URI> endpoints, @Nullable Alertmanager alertmanager) {
    Path directory = Paths.newDirectory("prometheus");
    int port = Ports.free();
    String configuration =
        "global: { scrape_interval: 1s, evaluation_interval: 2s }\n"
            + ("rule_files: " + list(ruleFiles) + "\n")
            + "scrape_configs:\n"
            + "- job_name: workers\n"
            + "  static_configs:\n"
            + ("  - targets: " + list(endpoints.stream().map(URI::getAuthority).toList()) + "\n");
    if (alertmanager != null) {
      configuration +=
          "alerting:\n"
              + "  alertmanagers:\n"
              + "  - static_configs:\n"
              + ("    - targets: " + list(List.of(alertmanager.authority())) + "\n");
    }
    try {
      Files.writeString(directory.resolve("prometheus.yml"), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                RealParts.program("prometheus").toString(),
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=native-histograms",
                "--log.level=warn"));
    RulesPrometheus prometheus = new RulesPrometheus(process, port);
    Await.until(() -> "Prometheus\n" + process, prometheus::isReady);
    return prometheus;
  }

  private static String list(List<?> values) {
    return values.stream().map(v -> "'" + v + "'").collect(Collectors.joining(", ", "[", "]"));
  }

  private boolean isReady() {
    try {
      return Scrape.get(uri("/-/ready")).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** All rules that it has loaded: name, query, and of alerts labels, annotations and duration. */
  public List<JsonNode> rules() {
    List<JsonNode> rules = new ArrayList<>();
    for (JsonNode group : ask("/api/v1/rules").path("groups")) {
      group.path("rules").forEach(rules::add);
    }
    return rules;
  }

  /** Whether an instant query returns at least one number. */
  public boolean hasNumbers(String expression) {
    for (JsonNode series : query(expression)) {
      String value = series.path("value").path(1).asText();
      if (!value.isEmpty() && !value.equals("NaN") && !value.endsWith("Inf")) {
        return true;
      }
    }
    return false;
  }

  /** What an instant query returns. */
  public JsonNode query(String expression) {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    return ask("/api/v1/query?query=" + encoded).path("result");
  }

  /** The alerts whose expression is true at the moment, the pending among them. */
  public List<JsonNode> alerts() {
    List<JsonNode> alerts = new ArrayList<>();
    ask("/api/v1/alerts").path("alerts").forEach(alerts::add);
    return alerts;
  }

  /** The names of all series that it has seen. */
  public Set<String> metricNames() {
    Set<String> names = new TreeSet<>();
    ask("/api/v1/label/__name__/values").forEach(name -> names.add(name.asText()));
    return names;
  }

  /** What it has logged: at level warn, nothing if all goes well. */
  public String log() {
    return process.output();
  }

  private JsonNode ask(String path) {
    HttpResponse<String> response = Scrape.get(uri(path));
    try {
      JsonNode answer = JSON.readTree(response.body());
      if (!answer.path("status").asText().equals("success")) {
        throw new AssertionError(path + " answers " + response.body());
      }
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
