package dev.tachograph.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.benchmarks.experiment.ExecutorExperiment;
import dev.tachograph.benchmarks.experiment.MemoryExperiment;
import dev.tachograph.benchmarks.measure.Results;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SanityTest {
  private static final String TASK = ExecutorExperiment.name("pool", 100);

  private final Results results = new Results();

  private void memory(String experiment, double bytes) {
    results.add(experiment, "a peer", "B", 17, bytes);
  }

  private void task(double nanos, double work) {
    results.add(TASK, "a peer", "ns", 17, nanos);
    results.add(TASK, "a peer", ExecutorExperiment.WORK, 17, work);
  }

  private List<String> refused() {
    return new Sanity(results).refused();
  }

  @Test
  void whatCanBeIsAccepted() {
    memory(MemoryExperiment.NEW, 232);
    memory(MemoryExperiment.FULL, 4400);
    memory(MemoryExperiment.CONTENDED, 53_000);
    task(100_300, 100_000);
    assertThat(refused()).isEmpty();
    assertThat(new Sanity(results).accepted().all()).isEqualTo(results.all());
  }

  @Test
  void aSeriesOfNoBytesIsRefused() {
    memory(MemoryExperiment.NEW, 0);
    assertThat(refused())
        .containsExactly(
            "memory: new series, a peer, JDK 17: 0 B, but a series is an object at least");
  }

  @Test
  void aSeriesThatShrinksByBeingUsedIsRefused() {
    memory(MemoryExperiment.NEW, 500);
    memory(MemoryExperiment.FULL, 300);
    assertThat(refused()).singleElement().asString().contains("300 B, but a new one takes 500 B");
  }

  @Test
  void aTaskThatIsFasterThanItsWorkIsRefused() {
    task(5650, 100_000);
    assertThat(refused())
        .containsExactly(TASK + ", a peer, JDK 17: 5650 ns, but its work alone takes 100000 ns");
  }

  @Test
  void aTaskIsRefusedWhoseWorkWasNotMeasured() {
    results.add(TASK, "a peer", "ns", 17, 100_300);
    results.add(ExecutorExperiment.name("pool", 0), "a peer", "ns", 17, 83);
    assertThat(refused()).singleElement().asString().contains("what its work alone takes");
  }

  @Test
  void whatTakesNoTimeIsRefused() {
    task(100_300, 0);
    assertThat(refused()).singleElement().asString().contains("nothing takes no time");
  }

  @Test
  void theReportHasNoRefusedFigure_andSaysWhichAndWhy(@TempDir Path directory) throws Exception {
    memory(MemoryExperiment.NEW, 0);
    memory(MemoryExperiment.FULL, 4400);
    Environment environment =
        new Environment("2026-01-01", "full", List.of("17.0.1"), "2 processors", List.of("x 1"), 3);
    Report report = new Report(results, environment);
    report.write(directory);
    assertThat(report.refused()).hasSize(1);
    assertThat(Files.readString(directory.resolve("REPORT.md")))
        .contains(
            "## Refused", "- memory: new series, a peer, JDK 17: 0 B", "| a peer | – | 4400 |");
  }
}
