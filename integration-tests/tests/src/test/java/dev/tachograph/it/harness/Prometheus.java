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
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real Prometheus that scrapes endpoints every second. */
public final class Prometheus implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final RunningProcess process;
  private final int port;

  private Prometheus(RunningProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one; {@code features} as in --enable-feature. */
  public static Prometheus scraping(List<URI> endpoints, String... features) {
    String targets =
        endpoints.stream()
            .map(endpoint -> "'" + endpoint.getAuthority() + "'")
            .collect(Collectors.joining(", "));
    return with(
        "- job_name: tachograph\n  static_configs:\n  - targets: [" + targets + "]\n", features);
  }

  /** Starts one with what is to stand below {@code scrape_configs}. */
  public static Prometheus with(String scrapeConfigs, String... features) {
    Path directory = Paths.newDirectory("prometheus");
    write(
        directory.resolve("prometheus.yml"),
        "global:\n  scrape_interval: 1s\nscrape_configs:\n" + scrapeConfigs);
    return in(directory, features);
  }

  /** Starts one in a folder that has its prometheus.yml. */
  public static Prometheus in(Path directory, String... features) {
    int port = Ports.free();
    List<String> command =
        new ArrayList<>(
            List.of(
                RealParts.program("prometheus").toString(),
                "--config.file=prometheus.yml",
                "--storage.tsdb.path=data",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    Arrays.stream(features).map(f -> "--enable-feature=" + f).forEach(command::add);
    Prometheus prometheus = new Prometheus(RunningProcess.start(directory, command), port);
    Await.until(() -> "Prometheus\n" + prometheus.process, prometheus::isReady);
    return prometheus;
  }

  private boolean isReady() {
    return Scrape.isAnswered(uri("/-/ready"));
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  /** The values that an instant query returns, one for each series. */
  public List<Double> query(String expression) {
    JsonNode result = ask("/api/v1/query?query=" + encode(expression)).path("result");
    List<Double> values = new ArrayList<>();
    for (JsonNode series : result) {
      if (series.has("value")) {
        values.add(Double.valueOf(series.get("value").get(1).asText().replace("Inf", "Infinity")));
      }
    }
    return values;
  }

  /** Waits until an instant query returns a number: rates need some scrapes that differ. */
  public void awaitNumber(String expression) {
    Await.until(
        () -> "a number, not " + query(expression) + ": " + expression + "\n" + scrapeErrors(),
        () -> query(expression).stream().anyMatch(Double::isFinite));
  }

  /** How many series of an instant query carry a native histogram. */
  public int nativeHistograms(String expression) {
    int count = 0;
    for (JsonNode series : ask("/api/v1/query?query=" + encode(expression)).path("result")) {
      count += series.has("histogram") ? 1 : 0;
    }
    return count;
  }

  /** What Prometheus has to say against the last scrape of each target; empty is good. */
  public List<String> scrapeErrors() {
    List<String> errors = new ArrayList<>();
    for (JsonNode target : ask("/api/v1/targets").path("activeTargets")) {
      if (!target.path("health").asText().equals("up")) {
        errors.add(target.path("scrapeUrl").asText() + ": " + target.path("lastError").asText());
      }
    }
    return errors;
  }

  /**
   * How the last stored scrape of a job's only target went: {@code up}, {@code down}, {@code
   * unknown}. The list of targets tells it sooner, when the samples cannot be queried yet.
   */
  public String health(String job) {
    List<Double> up = query("up{job='" + job + "'}");
    if (up.isEmpty()) {
      return "unknown";
    }
    return up.get(0) == 1 ? "up" : "down";
  }

  /** Waits until every target was scraped that often with success. */
  public void awaitScrapes(int count) {
    await(count, "min(sum_over_time(up[10m]))");
  }

  /** Waits until every target was asked that often, with success or not. */
  public void awaitAttempts(int count) {
    await(count, "min(count_over_time(up[10m]))");
  }

  private void await(int count, String query) {
    Await.until(
        () -> count + " scrapes of each target: " + scrapeErrors() + "\n" + process,
        () -> {
          List<Double> scrapes = query(query);
          return !scrapes.isEmpty() && scrapes.get(0) >= count;
        });
  }

  /** What it has logged; at level warn, a good scrape logs nothing. */
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

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static void write(Path file, String text) {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The complaints of {@code promtool check metrics}, one a line; empty if it has none. */
  public static List<String> lint(String exposition) {
    Path directory = Paths.newDirectory("promtool");
    Path input = directory.resolve("metrics.txt");
    write(input, exposition);
    try {
      Process process =
          new ProcessBuilder(RealParts.program("promtool").toString(), "check", "metrics")
              .redirectInput(input.toFile())
              .redirectErrorStream(true)
              .start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return Stream.of(output.split("\n")).filter(line -> !line.isBlank()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
