package dev.tachograph.agent.export.textfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.CollectFailures;
import dev.tachograph.agent.export.ExampleRegistry;
import dev.tachograph.agent.export.ExportFailures;
import dev.tachograph.agent.export.RegistryCollector;
import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextfileWriterTest {
  private final Path directory;
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final CapturedLog log = new CapturedLog();
  private final ExportFailures failures = new ExportFailures();

  TextfileWriterTest(@TempDir Path parent) {
    this.directory = parent.resolve("textfiles");
  }

  private TextfileWriter writer() {
    return new TextfileWriter(
        directory, "m.prom", Duration.ofSeconds(10), null, () -> registry, failures);
  }

  private Path file() {
    return directory.resolve("m.prom");
  }

  @AfterEach
  void restoreLog() {
    log.close();
  }

  @Test
  void fileIsTextWithoutTimestampsAndExemplars() throws IOException {
    Files.createDirectory(directory);
    Exemplar exemplar = Exemplar.builder().traceId("t").spanId("s").value(1).build();
    registry.register(
        (Collector)
            () ->
                new CounterSnapshot(
                    new MetricMetadata("polls", "Polls."),
                    List.of(new CounterDataPointSnapshot(5, Labels.EMPTY, exemplar, 1000L))));

    assertThat(writer().write()).isTrue();
    assertThat(Files.readString(file()))
        .startsWith("# HELP polls_total Polls.\n# TYPE polls_total counter\npolls_total 5.0\n")
        .doesNotContain("# EOF", "_created");
  }

  /** node_exporter has families of these names about itself, and refuses a second set. */
  @Test
  void fileHasNothingAboutTheProcess() throws IOException {
    Files.createDirectory(directory);
    registry.register(
        (Collector)
            () ->
                new CounterSnapshot(
                    new MetricMetadata("process_cpu_seconds", "CPU."),
                    List.of(new CounterDataPointSnapshot(5, Labels.EMPTY, null, 0L))));

    assertThat(writer().write()).isTrue();
    assertThat(Files.readString(file())).doesNotContain("process_");
  }

  @Test
  void fileTellsWhenItWasWritten() throws IOException {
    Files.createDirectory(directory);
    TextfileWriter writer = writer();
    MetricRegistry families = ExampleRegistry.filled(Distribution.QUANTILES);
    writer.register(families);
    registry.register(new RegistryCollector(families, new CollectFailures()));
    assertThat(ExampleRegistry.text(registry.scrape())).doesNotContain(TextfileWriter.LAST_WRITE);

    double before = System.currentTimeMillis() / 1000.0;
    assertThat(writer.write()).isTrue();
    double after = System.currentTimeMillis() / 1000.0;

    String line =
        Files.readString(file())
            .lines()
            .filter(text -> text.startsWith(TextfileWriter.LAST_WRITE + " "))
            .findAny()
            .orElseThrow();
    double told = Double.parseDouble(line.substring(TextfileWriter.LAST_WRITE.length()));
    assertThat(told).isBetween(before, after);
    assertThat(ExampleRegistry.text(registry.scrape()))
        .contains(TextfileWriter.LAST_WRITE + " " + told + "\n");
  }

  @Test
  void missingDirectoryIsReportedOnceAndItsReturnOnce() throws IOException {
    TextfileWriter writer = writer();
    assertThat(writer.write()).isFalse();
    assertThat(writer.write()).isFalse();
    assertThat(log.lines())
        .containsExactly(
            "tachograph WARN cannot write "
                + file()
                + ": the directory does not exist; trying every 10 s");

    Files.createDirectory(directory);
    assertThat(writer.write()).isTrue();
    assertThat(writer.write()).isTrue();
    assertThat(log.lines())
        .hasSize(2)
        .last()
        .isEqualTo("tachograph INFO metrics in " + file() + " every 10 s");

    Files.delete(file());
    Files.delete(directory);
    assertThat(writer.write()).isFalse();
    assertThat(log.lines()).as("a second failure is news again").hasSize(3);
  }

  @Test
  void fileInPlaceOfTheDirectoryIsReported() throws IOException {
    Files.createFile(directory);

    assertThat(writer().write()).isFalse();
    assertThat(log.lines())
        .singleElement()
        .asString()
        .startsWith("tachograph WARN cannot write " + file() + ": ");
    assertThat(directory).isRegularFile();
  }

  @Test
  void directoryInPlaceOfTheFileIsReported() throws IOException {
    Files.createDirectories(file().resolve("child"));

    assertThat(writer().write()).isFalse();
    assertThat(log.linesWith("WARN")).hasSize(1);
  }

  @Test
  void registryThatFailsLeavesTheLastFile() throws IOException {
    Files.createDirectory(directory);
    TextfileWriter writer = writer();
    assertThat(writer.write()).isTrue();
    String content = Files.readString(file());
    registry.register(
        (Collector)
            () -> {
              throw new IllegalStateException("broken");
            });

    assertThat(writer.write()).isFalse();
    assertThat(file()).hasContent(content);
    assertThat(log.linesWith("broken")).hasSize(1);
  }

  @Test
  void staleTemporariesAreRemovedAndForeignFilesAreNot() throws IOException {
    Files.createDirectory(directory);
    Files.createFile(directory.resolve(".m.prom.1a2b.tachograph-tmp"));
    Files.createFile(directory.resolve("foreign.prom"));

    assertThat(writer().write()).isTrue();
    assertThat(directory.resolve(".m.prom.1a2b.tachograph-tmp")).doesNotExist();
    assertThat(directory.resolve("foreign.prom")).exists();
  }

  @Test
  void onlyChosenFamiliesWithLabelsAndPermissions() throws IOException {
    Files.createDirectory(directory);
    registry.register(
        new RegistryCollector(
            ExampleRegistry.filled(Distribution.QUANTILES), new CollectFailures()));
    TextfileWriter writer =
        new TextfileWriter(
            directory,
            "m.prom",
            Duration.ofSeconds(10),
            TextfileContent.of(List.of("task_poll_total", "no_*"), Map.of("worker", "7"), "640"),
            () -> registry,
            failures);

    assertThat(writer.write()).isTrue();

    assertThat(Files.readString(file()).lines().filter(line -> !line.startsWith("#")))
        .isNotEmpty()
        .allMatch(line -> line.startsWith("task_poll_total{") && line.contains("worker=\"7\""));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r-----");
  }
}
