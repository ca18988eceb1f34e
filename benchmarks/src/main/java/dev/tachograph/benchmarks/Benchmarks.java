package dev.tachograph.benchmarks;

import dev.tachograph.benchmarks.experiment.AccuracyExperiment;
import dev.tachograph.benchmarks.experiment.AdviceExperiment;
import dev.tachograph.benchmarks.experiment.ExecutorExperiment;
import dev.tachograph.benchmarks.experiment.HttpExperiment;
import dev.tachograph.benchmarks.experiment.InJvmExperiments;
import dev.tachograph.benchmarks.experiment.LabelExperiment;
import dev.tachograph.benchmarks.experiment.MappedExperiment;
import dev.tachograph.benchmarks.experiment.MemoryExperiment;
import dev.tachograph.benchmarks.experiment.OperationExperiment;
import dev.tachograph.benchmarks.experiment.PageExperiment;
import dev.tachograph.benchmarks.experiment.ProcessExperiment;
import dev.tachograph.benchmarks.experiment.ReadExperiment;
import dev.tachograph.benchmarks.experiment.RecordExperiment;
import dev.tachograph.benchmarks.experiment.RulesExperiment;
import dev.tachograph.benchmarks.experiment.Scale;
import dev.tachograph.benchmarks.experiment.ScrapeExperiment;
import dev.tachograph.benchmarks.experiment.Setting;
import dev.tachograph.benchmarks.experiment.StartUpExperiment;
import dev.tachograph.benchmarks.experiment.WorkerExperiment;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.JavaAgents;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.report.Environment;
import dev.tachograph.benchmarks.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the experiments and writes the report. What an experiment found in a full run is kept in
 * {@code results}, beside the report, so that one can be repeated without the others.
 */
public final class Benchmarks {
  private static final String QUICK = "--quick";
  private static final String OTHER = "--other=";

  private final Path module;
  private final Scale scale;
  private final List<String> chosen;
  private final @Nullable Path otherVersion;

  /** Experiments of which there are no results but of a quick run. */
  private final List<String> onlyQuick = new ArrayList<>();

  private Benchmarks(Path module, Scale scale, List<String> chosen, @Nullable Path otherVersion) {
    this.module = module;
    this.scale = scale;
    this.chosen = chosen;
    this.otherVersion = otherVersion;
  }

  /**
   * @param args directory of this module; {@code --quick}; {@code --other=JAR}; names of
   *     experiments, all if there is none
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<String> rest = new ArrayList<>(Arrays.asList(args).subList(1, args.length));
    Scale scale = rest.remove(QUICK) ? Scale.QUICK : Scale.FULL;
    Path other = takeOtherVersion(rest);
    Map<String, ProcessExperiment> experiments = experiments();
    for (String name : rest) {
      if (!experiments.containsKey(name)) {
        System.err.println("no such experiment: " + name + "; there are " + experiments.keySet());
        System.exit(2);
      }
    }
    new Benchmarks(Path.of(args[0]), scale, rest, other).run(experiments);
  }

  private static @Nullable Path takeOtherVersion(List<String> arguments) {
    for (String argument : arguments) {
      if (argument.startsWith(OTHER)) {
        arguments.remove(argument);
        return Path.of(argument.substring(OTHER.length())).toAbsolutePath();
      }
    }
    return null;
  }

  private static Map<String, ProcessExperiment> experiments() {
    Map<String, ProcessExperiment> experiments = new LinkedHashMap<>();
    for (String inJvm :
        List.of(
            RecordExperiment.NAME,
            MemoryExperiment.NAME,
            AccuracyExperiment.NAME,
            ReadExperiment.NAME,
            LabelExperiment.NAME,
            MappedExperiment.NAME,
            AdviceExperiment.NAME,
            OperationExperiment.NAME)) {
      experiments.put(inJvm, new InJvmExperiments(inJvm));
    }
    experiments.put("start-up", new StartUpExperiment());
    experiments.put(RulesExperiment.NAME, new RulesExperiment());
    experiments.put("worker", new WorkerExperiment());
    experiments.put("scrape", new ScrapeExperiment());
    experiments.put(PageExperiment.NAME, new PageExperiment());
    experiments.put("executor", new ExecutorExperiment());
    experiments.put("http", new HttpExperiment());
    return experiments;
  }

  private void run(Map<String, ProcessExperiment> experiments)
      throws IOException, InterruptedException {
    List<Jdk> jdks = scale == Scale.QUICK ? Jdk.all().subList(0, 1) : Jdk.all();
    Setting setting = setting(jdks);
    Results results = new Results();
    for (Map.Entry<String, ProcessExperiment> experiment : experiments.entrySet()) {
      Path file = kept(scale, experiment.getKey());
      if (chosen.isEmpty() || chosen.contains(experiment.getKey())) {
        long start = System.nanoTime();
        System.out.print(experiment.getKey() + " ... ");
        Results found = new Results();
        experiment.getValue().run(setting, found);
        found.write(file);
        System.out.println((System.nanoTime() - start) / 1_000_000_000 + " s");
      }
      if (Files.exists(file)) {
        results.addAll(Results.read(file));
      } else if (Files.exists(kept(Scale.QUICK, experiment.getKey()))) {
        results.addAll(Results.read(kept(Scale.QUICK, experiment.getKey())));
        onlyQuick.add(experiment.getKey());
      }
    }
    boolean passing = scale == Scale.QUICK || otherVersion != null;
    Path directory = passing ? module.resolve("target") : module;
    Report report = new Report(results, environment(setting));
    report.write(directory);
    System.out.println("Written: " + directory.resolve("REPORT.md"));
    if (!report.refused().isEmpty()) {
      report.refused().forEach(figure -> System.err.println("Refused: " + figure));
      System.exit(1);
    }
  }

  /** What is compared with another version is no part of the report that is kept. */
  private Path kept(Scale scale, String experiment) {
    String directory =
        otherVersion != null
            ? "target/results-other"
            : scale == Scale.QUICK ? "target/results-quick" : "results";
    return module.resolve(directory).resolve(experiment + ".tsv");
  }

  private String runs() {
    String run = scale == Scale.QUICK ? "`benchmarks/run --quick`" : "`benchmarks/run`";
    return onlyQuick.isEmpty() ? run : run + ", but `--quick` for " + String.join(", ", onlyQuick);
  }

  private Setting setting(List<Jdk> jdks) throws IOException {
    Path target = module.resolve("target");
    Path root = module.resolve("..").normalize();
    String classes = target.resolve("classes").toString();
    Path worker = root.resolve("examples/conductor/target/class-path");
    return new Setting(
        scale,
        jdks,
        new JavaAgents(
            root.resolve("agent/target/tachograph.jar"),
            otherVersion,
            target.resolve("agents"),
            target),
        classes + ":" + Files.readString(target.resolve("class-path")).trim(),
        Files.exists(worker) ? classes + ":" + Files.readString(worker).trim() : "",
        target.resolve("scratch"));
  }

  private Environment environment(Setting setting) throws IOException {
    List<Path> agents = setting.agents().jars();
    List<String> versions = new ArrayList<>();
    Stream.concat(Arrays.stream(setting.classPath().split(":")).map(Path::of), agents.stream())
        .map(path -> path.getFileName().toString())
        .filter(name -> name.matches(PEER_JARS))
        .map(name -> name.replaceFirst("\\.jar$", "").replaceFirst("-(\\d)", " $1"))
        .forEach(versions::add);
    return new Environment(
        LocalDate.now(java.time.ZoneOffset.UTC).toString(),
        runs(),
        setting.jdks().stream().map(Jdk::version).toList(),
        Runtime.getRuntime().availableProcessors()
            + " processors ("
            + processor()
            + "), "
            + System.getProperty("os.name")
            + ' '
            + System.getProperty("os.arch"),
        versions,
        Files.size(agents.get(0)) / 1e6);
  }

  private static final String PEER_JARS =
      "(prometheus-metrics-core|micrometer-core|metrics-core|HdrHistogram|sketches-java|t-digest"
          + "|opentelemetry-sdk-metrics|opentelemetry-javaagent|elastic-apm-agent|dd-java-agent"
          + "|jmx_prometheus_javaagent)-\\d.*";

  private static String processor() throws IOException {
    Path information = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(information)) {
      return "unknown";
    }
    try (Stream<String> lines = Files.lines(information)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.replaceFirst(".*:\\s*", ""))
          .findFirst()
          .orElse("unknown");
    }
  }
}
