package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Artifacts;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Paths;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The application for application servers, with no configuration of the agent. */
final class EnterpriseScenario {
  private EnterpriseScenario() {}

  /**
   * The folder in a server's distribution, unpacked.
   *
   * @param spared a part of the names of files that nobody needs
   */
  static Path unpacked(String distribution, String spared) {
    Path directory = Paths.newDirectory("server");
    try (ZipInputStream zip =
        new ZipInputStream(Files.newInputStream(Artifacts.jar(distribution)))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path target = directory.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else if (!entry.getName().contains(spared)) {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try (Stream<Path> roots = Files.list(directory)) {
      return roots.findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Has the application run everything, and returns what it has counted. */
  static Map<String, Long> run(String url) throws IOException {
    Map<String, Long> counted = new TreeMap<>();
    for (String line : bodyOf(url + "run").lines().toList()) {
      int end = line.lastIndexOf(' ');
      counted.put(line.substring(0, end), Long.valueOf(line.substring(end + 1)));
    }
    return counted;
  }

  static Map<String, Long> expectExecutions(RunningJvm server, String url) throws IOException {
    Map<String, Long> counted = run(url);
    Await.until(
        () -> counted + "\n" + executions(server.scrape()) + "\n" + server,
        () -> executions(server.scrape()).equals(counted));
    return counted;
  }

  /** Has the application run all, and expects the timers and messages that it has counted. */
  static Scrape expectTasks(RunningJvm server, String url) throws IOException {
    expectExecutions(server, url);
    Scrape scrape = server.scrape();
    assertThat(
            scrape.count(
                "task_execute_error_total",
                "taskType",
                "EnterpriseClock.ring",
                "exception",
                "IllegalStateException"))
        .isEqualTo(1);
    assertThat(
            scrape.count(
                "task_execute_error_total",
                "taskType",
                "orders",
                "exception",
                "IllegalArgumentException"))
        .isEqualTo(1);
    assertThat(scrape.count("task_retries_total", "taskType", "orders")).isEqualTo(1);
    for (String timer : new String[] {"EnterpriseClock.ring", "EnterpriseClock.tick"}) {
      assertThat(scrape.count("task_start_delay_seconds_count", "taskType", timer))
          .as(timer)
          .isPositive()
          .isEqualTo(scrape.count("task_execute_time_seconds_count", "taskType", timer));
    }
    assertThat(
            scrape.count(
                "http_client_request_time_seconds_count",
                "client",
                "jdkhttp",
                "uri",
                "/enterprise/hello"))
        .isEqualTo(3);
    return scrape;
  }

  /** The executions by task type and status. */
  private static Map<String, Long> executions(Scrape scrape) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : scrape.samples("task_execute_time_seconds_count")) {
      if (sample.value() != 0) {
        counts.put(
            sample.labels().get("taskType") + " " + sample.labels().get("status"),
            (long) sample.value());
      }
    }
    return counts;
  }

  private static String bodyOf(String url) throws IOException {
    try (InputStream body = URI.create(url).toURL().openStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
