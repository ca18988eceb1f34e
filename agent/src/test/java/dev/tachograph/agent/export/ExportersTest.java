package dev.tachograph.agent.export;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.processes.ProcessGroup;
import dev.tachograph.agent.export.processes.ProcessOptions;
import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.agent.export.testing.ForkedJvm;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportersTest {
  private final Path directory;

  ExportersTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private static Exporters start(ExporterOptions options) {
    return Exporters.start(
        options, new CollectFailures(), () -> ExampleRegistry.filled(Distribution.QUANTILES));
  }

  static String scrape(Exporters exporters) throws Exception {
    eventually("the endpoint has a port", () -> exporters.port() > 0);
    URL url = new URL("http://127.0.0.1:" + exporters.port() + "/metrics");
    try (InputStream in = url.openStream()) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  @Test
  void bothOutletsShowTheSameRegistry() throws Exception {
    ExporterOptions options =
        new ExporterOptions()
            .http(new HttpOptions("127.0.0.1", 0, 1))
            .textfile(directory, "m.prom", Duration.ofSeconds(3600))
            .jvmMetrics();
    try (CapturedLog log = new CapturedLog();
        Exporters exporters = start(options)) {
      eventually("the file is there", () -> Files.exists(directory.resolve("m.prom")));

      assertThat(scrape(exporters)).contains("task_poll_total{taskType=\"mail\"} 5.0", "jvm_");
      assertThat(Files.readString(directory.resolve("m.prom")))
          .contains("task_poll_total{taskType=\"mail\"} 5.0", "jvm_");
      eventually(
          "the time of the last write is at the endpoint",
          () ->
              scrape(exporters).contains("\ntachograph_textfile_last_write_timestamp_seconds 1."));
      assertThat(log.linesWith("metrics on http://127.0.0.1:" + exporters.port() + "/metrics"))
          .hasSize(1);
      assertThat(log.linesWith("m.prom every 3600 s")).hasSize(1);
    }
  }

  @Test
  void twoThreadsUntilSomebodyAsksAndFourWhenIdleAllDaemonsAndNamed() throws Exception {
    Set<Thread> before = threads();
    ExporterOptions options =
        new ExporterOptions()
            .http(new HttpOptions("127.0.0.1", 0, 1))
            .textfile(directory, "m.prom", Duration.ofSeconds(3600))
            .jvmMetrics();
    try (CapturedLog log = new CapturedLog();
        Exporters exporters = start(options)) {
      eventually("the port is bound", () -> exporters.port() > 0);
      assertThat(ourThreads(before)).isEqualTo(Set.of("tachograph-http", "tachograph-exporter"));
      assertThat(scrape(exporters)).isNotEmpty();
      // The JDK's client keeps threads of its own.
      before.addAll(
          threads().stream()
              .filter(thread -> thread.getName().startsWith("Keep-Alive"))
              .collect(Collectors.toSet()));
      Set<String> ours =
          Set.of(
              "tachograph-http",
              "tachograph-http-dispatcher",
              "tachograph-http-idle",
              "tachograph-exporter");
      eventually(
          "only these are left",
          () -> {
            Set<Thread> now = threads();
            now.removeAll(before);
            assertThat(now).allMatch(Thread::isDaemon);
            assertThat(now).allMatch(thread -> thread.getName().startsWith("tachograph-"));
            return ourThreads(before).equals(ours);
          });
      assertThat(log.lines()).isNotEmpty();
    }
    eventually(
        "none is left",
        () -> ourThreads(before).stream().noneMatch(name -> name.startsWith("tachograph-")));
  }

  private static Set<String> ourThreads(Set<Thread> before) {
    Set<Thread> now = threads();
    now.removeAll(before);
    return now.stream().map(Thread::getName).collect(Collectors.toSet());
  }

  @Test
  void withoutTextfileThereIsNoThreadForIt() throws Exception {
    try (CapturedLog log = new CapturedLog();
        Exporters exporters =
            start(new ExporterOptions().http(new HttpOptions("127.0.0.1", 0, 1)))) {
      assertThat(scrape(exporters)).doesNotContain("textfile");
      assertThat(threads()).noneMatch(thread -> thread.getName().equals("tachograph-exporter"));
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void everythingOffStartsNothing() {
    Set<Thread> before = threads();
    try (Exporters exporters = start(new ExporterOptions())) {
      assertThat(exporters.port()).isEqualTo(-1);
      assertThat(threads()).isSubsetOf(before);
    }
  }

  @Test
  void jvmEndsByItselfAndTheFileIsWrittenOnceMore() throws Exception {
    String output = new ForkedJvm().run(CountThenEnd.class, directory.toString());

    assertThat(output.lines()).allMatch(line -> line.startsWith("tachograph INFO "));
    assertThat(Files.readString(directory.resolve("m.prom"))).contains("late_total 7.0");
  }

  /** In a JVM of its own. */
  static final class CountThenEnd {
    private CountThenEnd() {}

    @SuppressWarnings("MustBeClosed")
    public static void main(String[] args) throws Exception {
      Path directory = Path.of(args[0]);
      var registry = ExampleRegistry.with(Distribution.QUANTILES);
      ExporterOptions options =
          new ExporterOptions()
              .http(new HttpOptions("127.0.0.1", 0, 1))
              .textfile(directory, "m.prom", Duration.ofSeconds(3600));
      Exporters exporters = Exporters.start(options, new CollectFailures(), () -> registry);
      eventually("the first file is there", () -> Files.exists(directory.resolve("m.prom")));
      eventually("the endpoint has a port", () -> exporters.port() > 0);
      registry.counter("late_total", "Counted after the first write.").series().add(7);
    }
  }

  @Test
  void whatASumOfProcessesDoesNotShow_isNamed() throws Exception {
    try (CapturedLog log = new CapturedLog();
        ProcessGroup group = ProcessGroup.join(new ProcessOptions(directory));
        Exporters exporters =
            start(
                new ExporterOptions()
                    .processes(group, group.registryFile((family, counts) -> GaugeMode.SUM))
                    .jmx(directory.resolve("jmx.yml"))
                    .watched(Map.of("daemon", "daemon.pid")))) {
      assertThat(exporters.port()).isEqualTo(-1);
      assertThat(log.linesWith("process.watch.* has no effect with multiproc.*")).hasSize(1);
      assertThat(log.linesWith("jmx.config has no effect with multiproc.*")).hasSize(1);
    }
  }
}
