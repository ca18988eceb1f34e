package dev.tachograph.agent.export.textfile;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.ExportFailures;
import dev.tachograph.agent.export.testing.CapturedLog;
import dev.tachograph.agent.thread.JvmEnd;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextfileExporterTest {
  private final Path directory;
  private final AtomicInteger collectionsBeforeLast = new AtomicInteger();
  private final AtomicInteger collections = new AtomicInteger();
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final CapturedLog log = new CapturedLog();

  TextfileExporterTest(@TempDir Path directory) {
    this.directory = directory;
    registry.register((Collector) this::count);
  }

  private MetricSnapshot count() {
    return new CounterSnapshot(
        new MetricMetadata("collections", "Number of writes."),
        List.of(
            new CounterDataPointSnapshot(collections.incrementAndGet(), Labels.EMPTY, null, 0L)));
  }

  private TextfileExporter exporter(Duration interval) {
    return exporter(interval, null);
  }

  private TextfileExporter exporter(Duration interval, @Nullable JvmEnd jvmEnd) {
    return new TextfileExporter(
        new TextfileWriter(
            directory, "m.prom", interval, null, () -> registry, new ExportFailures()),
        interval,
        jvmEnd,
        () -> collectionsBeforeLast.set(collections.get()));
  }

  @AfterEach
  void restoreLog() {
    log.close();
  }

  @Test
  void fileIsWrittenAtOnceAndAgainAtEveryInterval() throws Exception {
    try (TextfileExporter exporter = exporter(Duration.ofMillis(10))) {
      exporter.start();
      eventually("it was written several times", () -> collections.get() > 5);
    }
    assertThat(log.lines())
        .containsExactly(
            "tachograph INFO metrics in " + directory.resolve("m.prom") + " every 10 ms");
  }

  @Test
  void fileIsWrittenOnceMoreAtTheEnd() throws Exception {
    try (TextfileExporter exporter = exporter(Duration.ofDays(1))) {
      exporter.start();
      eventually("it is there", () -> Files.exists(directory.resolve("m.prom")));
      assertThat(collections).hasValue(1);
    }
    assertThat(collections).hasValue(2);
    assertThat(collectionsBeforeLast).hasValue(1);
  }

  @Test
  void whenTheEndOfTheJvmIsKnownTheLastWriteIsThere() throws Exception {
    List<Runnable> atTheEnd = new CopyOnWriteArrayList<>();
    try (TextfileExporter exporter = exporter(Duration.ofDays(1), atTheEnd::add)) {
      exporter.start();
      eventually("it is there", () -> Files.exists(directory.resolve("m.prom")));
      assertThat(atTheEnd).hasSize(1);

      atTheEnd.get(0).run();
      assertThat(collections).hasValue(2);
    }
    assertThat(collections).as("nothing is written behind the end").hasValue(2);
  }

  @Test
  void failureDoesNotEndTheIntervals() throws Exception {
    Path file = directory.resolve("m.prom");
    Files.createDirectories(file.resolve("child"));
    try (TextfileExporter exporter = exporter(Duration.ofMillis(10))) {
      exporter.start();
      eventually("it was tried several times", () -> collections.get() > 3);
      Files.delete(file.resolve("child"));
      Files.delete(file);
      eventually("it is written", () -> Files.isRegularFile(file));
    }
    assertThat(log.lines()).hasSize(2);
  }

  @Test
  void aWriteThatCameEarlyTakesThePlaceOfNone_andMissedTimesAreSkipped() {
    assertThat(TextfileExporter.following(100, 10, 95)).isEqualTo(100);
    assertThat(TextfileExporter.following(100, 10, 101)).isEqualTo(110);
    assertThat(TextfileExporter.following(100, 10, 125)).isEqualTo(135);
  }
}
