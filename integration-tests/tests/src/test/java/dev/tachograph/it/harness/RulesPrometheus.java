package dev.tachograph.it.harness;

import static java.util.stream.Collectors.joining;

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
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A real Prometheus that scrapes every second and evaluates rules every two seconds. */
public final class RulesPrometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String CONFIGURATION = "prometheus.yml";

  private final RunningProcess process;
  private final int port;
  private final Path directory;

  private RulesPrometheus(RunningProcess process, int port, Path directory) {
    this.process = process;
    this.port = port;
    this.directory = directory;
  }

  /** Starts one that only knows the rules. */
  public static RulesPrometheus with(List<Path> ruleFiles) {
    return start(ruleFiles, Map.of(), null);
  }

  /** Starts one that scrapes jobs' endpoints, native histograms too, and tells of its alerts. */
  public static RulesPrometheus scraping(
      Map<String, List<URI>> endpoints, List<Path> ruleFiles, Alertmanager alertmanager) {
    return start(ruleFiles, endpoints, alertmanager);
  }

  private static RulesPrometheus start(
      List<Path> ruleFiles, Map<String, List<URI>> endpoints, @Nullable Alertmanager alertmanager) {
    Path directory = Paths.newDirectory("prometheus");
    int port = Ports.free();
    String configuration =
        "global: { scrape_interval: 1s, evaluation_interval: 2s }\n"
            + ("rule_files: " + list(ruleFiles) + "\n")
            + "scrape_configs:\n"
            + endpoints.entrySet().stream().map(RulesPrometheus::job).collect(joining());
    if (alertmanager != null) {
      configuration +=
          "alerting:\n"
              + "  alertmanagers:\n"
              + "  - static_configs:\n"
              + ("    - targets: " + list(List.of(alertmanager.authority())) + "\n");
    }
    try {
      Files.writeString(directory.resolve(CONFIGURATION), configuration);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    RunningProcess process =
        RunningProcess.start(
            directory,
            List.of(
                RealParts.program("prometheus").toString(),
                "--config.file=" + CONFIGURATION,
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=native-histograms",
                "--web.enable-lifecycle",
                "--log.level=warn"));
    RulesPrometheus prometheus = new RulesPrometheus(process, port, directory);
    Await.until(() -> "Prometheus\n" + process, prometheus::isReady);
    return prometheus;
  }

  private static String job(Map.Entry<String, List<URI>> job) {
    return ("- job_name: " + job.getKey() + "\n")
        + "  static_configs:\n"
        + ("  - targets: " + list(job.getValue().stream().map(URI::getAuthority).toList()) + "\n");
  }

  /** From now on it does not look for a job's targets, as if discovery had lost them. */
  public void forget(String job) {
    Path file = directory.resolve(CONFIGURATION);
    try {
      String before = Files.readString(file);
      Files.writeString(
          file, before.replaceFirst("(- job_name: " + job + "\n.*\n  - targets: ).*", "$1[]"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    HttpResponse<String> answer = Scrape.post(uri("/-/reload"));
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.body());
    }
  }

  private static String list(List<?> values) {
    return values.stream().map(v -> "'" + v + "'").collect(joining(", ", "[", "]"));
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

  /** What a query returns for each step of the last seconds. */
  public JsonNode range(String expression, int seconds, int step) {
    String encoded = URLEncoder.encode(expression, StandardCharsets.UTF_8);
    long end = System.currentTimeMillis() / 1000;
    return ask("/api/v1/query_range?query="
            + encoded
            + ("&start=" + (end - seconds) + "&end=" + end + "&step=" + step))
        .path("result");
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
