package dev.tachograph.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.benchmarks.experiment.ReactionExperiment;
import dev.tachograph.benchmarks.experiment.RecordExperiment;
import dev.tachograph.benchmarks.experiment.StartUpExperiment;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.peer.Baselines;
import dev.tachograph.benchmarks.peer.Tachograph;
import dev.tachograph.benchmarks.process.JavaAgents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Environment ENVIRONMENT =
      new Environment("2026-01-01", "full", List.of("17.0.1"), "2 processors", List.of("x 1"), 3);

  private static Results results() {
    Results results = new Results();
    Sample ours = Sample.of(6, 7, 9);
    results.add(RecordExperiment.ONE_THREAD, Tachograph.QUANTILES, "ns", 17, ours);
    results.add(RecordExperiment.ONE_THREAD, Baselines.LONG_ADDER, "ns", 17, 3.5);
    results.add(ReactionExperiment.CURVE, "A < B & C", "ms at 4 s", 17, 20);
    results.add(ReactionExperiment.CURVE, "A < B & C", "ms at 8 s", 17, 100);
    results.add(StartUpExperiment.HELLO, JavaAgents.TACHOGRAPH, StartUpExperiment.MORE_CPU, 17, 70);
    return results;
  }

  @Test
  void saysUnderWhichCircumstancesWasMeasured(@TempDir Path directory) throws Exception {
    new Report(results(), ENVIRONMENT).write(directory);
    assertThat(Files.readString(directory.resolve("REPORT.md")))
        .contains("2026-01-01", "17.0.1", "2 processors", "x 1");
  }

  @Test
  void givesMedianRangeAndFactor(@TempDir Path directory) throws Exception {
    new Report(results(), ENVIRONMENT).write(directory);
    assertThat(Files.readString(directory.resolve("REPORT.md")))
        .contains("| **Tachograph** | 7 | 6–9 | 1× |")
        .contains("| LongAdder.increment | 3.50 | 3.50–3.50 | 0.50× |");
  }

  @Test
  void marksWhatIsMissedAndWhatWasNotMeasured(@TempDir Path directory) throws Exception {
    new Report(results(), ENVIRONMENT).write(directory);
    assertThat(Files.readString(directory.resolve("REPORT.md")))
        .contains("| 2× | **MISSED** |")
        .contains("| 70 ms | met |")
        .contains("| – | not measured |");
  }

  @Test
  void picturesAreWellFormed(@TempDir Path directory) throws Exception {
    new Report(results(), ENVIRONMENT).write(directory);
    for (String picture : List.of("record.svg", "reaction.svg", "start-up.svg")) {
      Path file = directory.resolve(picture);
      assertThat(file).exists();
      DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }
  }
}
