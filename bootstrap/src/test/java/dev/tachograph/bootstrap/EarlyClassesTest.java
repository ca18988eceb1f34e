package dev.tachograph.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A class that woven code reaches and nobody has thought of would be found here. */
class EarlyClassesTest {
  private static final String PACKAGE = "dev.tachograph.bootstrap.";

  /** They are used where the probes are installed, and initialized by that. */
  private static final Set<String> INSTALLING =
      Set.of(
          "Catalogue",
          "EarlyClasses",
          "Probes",
          "conductor.CanonicalConductorMetrics",
          "conductor.DocumentedConductorMetrics",
          "executor.ExecutorMetrics",
          "executor.ExecutorSettings",
          "metrics.Buckets",
          "metrics.Distribution",
          "metrics.ExponentialBuckets",
          "metrics.MetricNames",
          "metrics.MetricRegistry",
          "metrics.MetricRegistry$1",
          "metrics.NativeHistogram",
          "metrics.RegistryFile",
          "metrics.RegistryFile$1",
          "metrics.RegistryFile$Modes",
          "metrics.SeriesFactory$Infos",
          "metrics.SeriesKind",
          "metrics.TimerPolicy",
          "task.CanonicalTaskMetrics",
          "task.CanonicalTaskMetrics$Executions",
          "task.DocumentedTaskMetrics",
          "task.DocumentedTaskMetrics$Executions",
          "task.TaskMetrics$2",
          "task.TaskMetrics$3",
          "uri.UriRule$PatternException");

  /** They are used by a scrape, on a thread of the agent's own. */
  private static final Set<String> READING =
      Set.of(
          "executor.ExecutorMoment",
          "executor.PoolAsker",
          "executor.PoolAsker$Answers",
          "executor.PoolAsker$Round",
          "executor.PoolGauges",
          "executor.PoolGauges$1",
          "executor.PoolGauges$Kind",
          "executor.PoolGauges$Open",
          "executor.PoolGauges$Pools",
          "metrics.BucketCounts",
          "metrics.Info",
          "metrics.MetricFamily$SeriesSource",
          "metrics.MomentSource",
          "metrics.NativeHistogramSnapshot",
          "metrics.ReadingSource",
          "metrics.Readings",
          "metrics.RegistryReading",
          "metrics.window.CellView",
          "metrics.window.QuantileSelector",
          "metrics.window.WindowReader",
          "metrics.window.WindowSnapshot");

  /** It loads what is woven, and so is called outside of any weaving. */
  private static final Set<String> WEAVING = Set.of("executor.CriticalClasses");

  @Test
  void everyClassThatWovenCodeReachesIsInitializedEarly() throws Exception {
    Set<String> early = new TreeSet<>();
    for (String[] list :
        List.of(
            EarlyClasses.PROBES,
            EarlyClasses.EXECUTORS,
            EarlyClasses.FRAMEWORKS,
            EarlyClasses.OPERATIONS,
            EarlyClasses.RETRIES,
            EarlyClasses.ADOPTION,
            EarlyClasses.MOUNT,
            EarlyClasses.MAPPED,
            EarlyClasses.METHODS)) {
      Stream.of(list).filter(name -> !name.startsWith("java.")).forEach(early::add);
    }
    Set<String> expected = allClasses();
    for (Set<String> late : List.of(INSTALLING, READING, WEAVING)) {
      assertThat(expected).containsAll(late);
      expected.removeAll(late);
    }
    assertThat(early).isEqualTo(expected);
  }

  @Test
  void allOfThemCanBeInitialized() {
    assertThatCode(Probes::prepare).doesNotThrowAnyException();
    assertThatCode(Probes::prepareOperations).doesNotThrowAnyException();
    assertThatCode(Probes::prepareMethods).doesNotThrowAnyException();
    assertThatCode(Probes::prepareExecutors).doesNotThrowAnyException();
    assertThatCode(Probes::prepareFrameworks).doesNotThrowAnyException();
    assertThatCode(Probes::prepareRetries).doesNotThrowAnyException();
    assertThatCode(Probes::prepareMount).doesNotThrowAnyException();
    assertThatCode(Probes::prepareFile).doesNotThrowAnyException();
  }

  private static Set<String> allClasses() throws IOException, URISyntaxException {
    Path classes =
        Path.of(Probes.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    try (Stream<Path> files = Files.walk(classes)) {
      Set<String> names = new TreeSet<>();
      files
          .map(file -> classes.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.replace(classes.getFileSystem().getSeparator(), "."))
          .map(name -> name.substring(PACKAGE.length(), name.length() - ".class".length()))
          .forEach(names::add);
      return names;
    }
  }
}
