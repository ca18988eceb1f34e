package dev.tachograph.benchmarks.report;

import dev.tachograph.benchmarks.experiment.AccuracyExperiment;
import dev.tachograph.benchmarks.experiment.AdviceExperiment;
import dev.tachograph.benchmarks.experiment.ExecutorExperiment;
import dev.tachograph.benchmarks.experiment.LabelExperiment;
import dev.tachograph.benchmarks.experiment.MappedExperiment;
import dev.tachograph.benchmarks.experiment.MemoryExperiment;
import dev.tachograph.benchmarks.experiment.OperationExperiment;
import dev.tachograph.benchmarks.experiment.PageExperiment;
import dev.tachograph.benchmarks.experiment.ReactionExperiment;
import dev.tachograph.benchmarks.experiment.ReadExperiment;
import dev.tachograph.benchmarks.experiment.RecordExperiment;
import dev.tachograph.benchmarks.experiment.RulesExperiment;
import dev.tachograph.benchmarks.experiment.ScrapeExperiment;
import dev.tachograph.benchmarks.experiment.StartUpExperiment;
import dev.tachograph.benchmarks.experiment.WorkerExperiment;
import dev.tachograph.benchmarks.measure.Measurement;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.peer.Tachograph;
import dev.tachograph.benchmarks.peer.TachographInFile;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaAgents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The page and its pictures. */
public final class Report {
  private static final String RECORD_PICTURE = "record.svg";
  private static final String REACTION_PICTURE = "reaction.svg";
  private static final String START_UP_PICTURE = "start-up.svg";

  private final Results results;
  private final List<String> refused;
  private final Environment environment;
  private final List<Integer> jdks;
  private final StringBuilder text = new StringBuilder();

  public Report(Results results, Environment environment) {
    Sanity sanity = new Sanity(results);
    this.results = sanity.accepted();
    this.refused = sanity.refused();
    this.environment = environment;
    this.jdks = results.jdks();
  }

  /** Figures that cannot be and are not in the report, each with the reason. */
  public List<String> refused() {
    return refused;
  }

  /** Writes {@code REPORT.md} and the pictures beside it. */
  public void write(Path directory) throws IOException {
    header();
    refusals();
    budgets();
    record(directory);
    accuracy(directory);
    read();
    page();
    labelsAndAdvice();
    inFile();
    loads();
    startUp(directory);
    Files.writeString(directory.resolve("REPORT.md"), text.toString());
  }

  private void header() {
    text.append("# What it costs, and what the others cost\n\n")
        .append("Written by `benchmarks/run`; do not edit. [README.md](README.md) says how it is")
        .append(" measured, and what was found about the budgets that are missed.\n\n");
    Table table = new Table(List.of("", ""));
    table.add(List.of("date", environment.date()));
    table.add(List.of("run", environment.scale()));
    table.add(List.of("machine", environment.machine()));
    table.add(List.of("JDKs", String.join("; ", environment.jdks())));
    table.add(List.of("versions", String.join(", ", environment.versions())));
    text.append(table.toMarkdown().replace("| --: |", "| --- |")).append('\n');
  }

  private void refusals() {
    if (!refused.isEmpty()) {
      section("Refused", "Figures that cannot be; their experiments are to be mended.");
      refused.forEach(figure -> text.append("- ").append(figure).append('\n'));
      text.append('\n');
    }
  }

  private void budgets() {
    section("Budgets", "A ratio is taken within one run. Met means: on every JDK measured.");
    List<String> header = new ArrayList<>(List.of("what", "budget"));
    jdks.forEach(jdk -> header.add("JDK " + jdk));
    header.add("");
    Table table = new Table(header);
    for (Budget budget : new Budgets(results).all(environment.jarMegabytes())) {
      table.add(budget.row(jdks));
    }
    text.append(table.toMarkdown()).append('\n');
  }

  private void record(Path directory) throws IOException {
    section(
        "Recording a duration",
        "Nanoseconds, with the tenth and the ninetieth percentile of all batches; × is the factor"
            + " to Tachograph. 8 threads: CPU time, since there are fewer processors.");
    BarChart chart = new BarChart("Recording one duration, one thread, JDK " + jdks.get(0), "ns");
    for (String candidate : results.candidates(RecordExperiment.ONE_THREAD)) {
      double nanos = median(RecordExperiment.ONE_THREAD, candidate, "ns", jdks.get(0));
      chart.add(candidate, nanos, candidate.startsWith("Tachograph"));
    }
    if (!chart.isEmpty()) {
      picture(directory, RECORD_PICTURE, "Nanoseconds to record one duration", chart.toSvg());
    }
    for (String experiment :
        List.of(
            RecordExperiment.ONE_THREAD,
            RecordExperiment.TWO_THREADS,
            RecordExperiment.CROWD,
            RecordExperiment.ONE_THREAD_MANY_SERIES,
            RecordExperiment.TWO_THREADS_MANY_SERIES)) {
      boolean allocation = experiment.equals(RecordExperiment.ONE_THREAD);
      comparison(experiment, "ns", Tachograph.QUANTILES, allocation ? List.of("B") : List.of());
    }
    bytesOfSeries();
  }

  private void accuracy(Path directory) throws IOException {
    section(
        "Accuracy",
        "The same thousand durations through all; error against the exact quantile, linearly"
            + " interpolated. Half of the windows have a change to five times the durations in"
            + " them.");
    accuracyTable();
    section(
        "Showing a change",
        "Seconds until a quantile shows a change to five times the durations and stays right (p50"
            + " within 15 %, p99 within 30 %), at so many durations a second; then the same for"
            + " the change back. Time is simulated.");
    LineChart chart =
        new LineChart("p99 at " + ReactionExperiment.CURVE_RATE + " durations a second", "s", "ms");
    for (Measurement point : results.of(ReactionExperiment.CURVE)) {
      if (point.jdk() == jdks.get(0)) {
        double second = Double.parseDouble(point.unit().replaceAll("\\D", ""));
        chart.add(point.candidate(), second, point.median());
      }
    }
    if (!chart.isEmpty()) {
      picture(directory, REACTION_PICTURE, "p99 before, during and after a change", chart.toSvg());
    }
    for (String experiment :
        List.of(
            ReactionExperiment.UP_P50,
            ReactionExperiment.UP_P99,
            ReactionExperiment.DOWN_P50,
            ReactionExperiment.DOWN_P99)) {
      unitsAsColumns(experiment);
    }
  }

  private void accuracyTable() {
    Table table =
        new Table(List.of("", "p50 typically", "p50 at most", "p99 typically", "p99 at most"));
    for (String candidate : results.candidates(AccuracyExperiment.MEDIAN)) {
      List<String> cells = new ArrayList<>(List.of(candidate));
      for (String experiment : List.of(AccuracyExperiment.MEDIAN, AccuracyExperiment.P99)) {
        for (String unit : List.of("% typically", "% at most")) {
          cells.add(Numbers.of(median(experiment, candidate, unit, jdks.get(0))) + " %");
        }
      }
      table.add(cells);
    }
    append("", table);
  }

  private void read() {
    section("Reading five quantiles of one series", "Nanoseconds, and bytes allocated.");
    for (String experiment : List.of(ReadExperiment.CHANGED, ReadExperiment.UNCHANGED)) {
      comparison(experiment, "ns", Tachograph.QUANTILES, List.of("B"));
    }
    section(
        "Scraping over HTTP",
        "Whole scrapes as text through the endpoint: CPU time of the process, allocation, time"
            + " until the last byte. Tachograph exposes one gauge more for each series.");
    for (int count : ScrapeExperiment.COUNTS) {
      for (boolean changed : List.of(true, false)) {
        List<String> more =
            List.of(ScrapeExperiment.WALL, ScrapeExperiment.ALLOCATED, ScrapeExperiment.SIZE);
        String experiment = ScrapeExperiment.name(count, changed);
        comparison(experiment, ScrapeExperiment.CPU, Tachograph.QUANTILES, more);
      }
    }
  }

  private void page() {
    section(
        "The live page",
        "CPU time of a process with 1000 series, half of them timers whose windows are full. More"
            + " means: than while nobody looks. The first minute has the loading and compiling of"
            + " what makes the page's data.");
    for (boolean changed : List.of(true, false)) {
      String experiment = PageExperiment.name(changed);
      comparison(
          experiment, PageExperiment.CORE, PageExperiment.LATER, List.of(PageExperiment.SERIES));
    }
  }

  private void labelsAndAdvice() {
    section("Finding a series by its labels", "Nanoseconds, the increment included.");
    comparison(LabelExperiment.EXPERIMENT, "ns", LabelExperiment.OURS, List.of("B"));
    section(
        "Advice around a method",
        "Woven by the agent itself; nanoseconds of the whole call: two readings of the clock, a"
            + " gauge and a timer.");
    comparison(AdviceExperiment.EXPERIMENT, "ns", AdviceExperiment.WOVEN, List.of("B"));
    section(
        "Operations",
        "A step that does nothing, measured with two labels: duration, success, failure and what is"
            + " in progress; the others keep the duration only, and OpenTelemetry makes a span that"
            + " nobody exports. Nanoseconds of the whole call.");
    comparison(OperationExperiment.EXPERIMENT, "ns", OperationExperiment.FIXED, List.of("B"));
    section(
        "Rules while classes are loaded",
        "CPU milliseconds of an application that loads 20 000 classes and ends; none of them is"
            + " named by a rule.");
    comparison(
        RulesExperiment.EXPERIMENT,
        StartUpExperiment.CPU,
        RulesExperiment.NO_RULES,
        List.of(StartUpExperiment.MORE_CPU));
  }

  private void inFile() {
    if (results.of(MappedExperiment.ONE_THREAD).isEmpty()) {
      return;
    }
    section(
        "Recording into a file",
        "With multiproc.directory, each number is in a mapped file as well. Nanoseconds.");
    comparison(MappedExperiment.ONE_THREAD, "ns", TachographInFile.COUNTER, List.of("B"));
    comparison(MappedExperiment.TWO_THREADS, "ns", TachographInFile.COUNTER, List.of());
  }

  private void loads() {
    section(
        "Executors, HTTP clients, workers",
        "CPU time of the process without its compiler threads, for one task, call or task of a"
            + " worker. What an agent does for it differs: the others time no executor task. The work"
            + " of a task is measured without an executor, too, in the same process.");
    for (String experiment : experiments(ExecutorExperiment.PREFIX)) {
      comparison(experiment, "ns", JavaAgent.NO_AGENT, List.of(ExecutorExperiment.WORK, "B"));
    }
    for (String experiment : experiments("http: ")) {
      comparison(experiment, "us", JavaAgent.NO_AGENT, List.of("B"));
    }
    List<String> throughput = List.of(WorkerExperiment.THROUGHPUT);
    comparison(WorkerExperiment.NAME, WorkerExperiment.CPU, JavaAgent.NO_AGENT, throughput);
  }

  private void startUp(Path directory) throws IOException {
    section(
        "Start-up and footprint",
        "Whole processes in turn: medians of CPU time (user and system), of what it is more than"
            + " without an agent in the same round, of time, of peak resident memory.");
    int jdk = jdks.get(0);
    BarChart chart = new BarChart("CPU time added to a main that prints a word, JDK " + jdk, "ms");
    for (String agent : results.candidates(StartUpExperiment.HELLO)) {
      double millis = median(StartUpExperiment.HELLO, agent, StartUpExperiment.MORE_CPU, jdk);
      chart.add(agent, millis, agent.equals(JavaAgents.TACHOGRAPH));
    }
    if (!chart.isEmpty()) {
      picture(directory, START_UP_PICTURE, "CPU time added to a start", chart.toSvg());
    }
    for (String experiment :
        List.of(StartUpExperiment.HELLO, StartUpExperiment.SMALL, StartUpExperiment.WORKER)) {
      comparison(
          experiment,
          StartUpExperiment.CPU,
          JavaAgent.NO_AGENT,
          List.of(
              StartUpExperiment.MORE_CPU,
              StartUpExperiment.WALL,
              StartUpExperiment.MEMORY,
              StartUpExperiment.MORE_MEMORY,
              StartUpExperiment.CLASSES,
              StartUpExperiment.THREADS));
    }
  }

  // ------------------------------------------------------------------------------------- parts

  private void section(String title, String introduction) {
    text.append("## ").append(title).append("\n\n").append(introduction).append("\n\n");
  }

  private void picture(Path directory, String file, String alternative, String svg)
      throws IOException {
    Files.writeString(directory.resolve(file), svg);
    text.append("![").append(alternative).append("](").append(file).append(")\n\n");
  }

  private List<String> experiments(String prefix) {
    return results.all().stream()
        .map(Measurement::experiment)
        .filter(experiment -> experiment.startsWith(prefix))
        .distinct()
        .toList();
  }

  /** Rows: candidates; for each JDK the main unit with range and factor, and the other units. */
  private void comparison(String experiment, String unit, String base, List<String> moreUnits) {
    List<String> others =
        moreUnits.stream()
            .filter(u -> results.of(experiment).stream().anyMatch(m -> m.unit().equals(u)))
            .toList();
    List<String> header = new ArrayList<>(List.of(""));
    for (int jdk : jdks) {
      header.addAll(List.of(jdk + ": " + unit, "range", "×"));
      others.forEach(other -> header.add(jdk + ": " + other));
    }
    Table table = new Table(header);
    for (String candidate : results.candidates(experiment)) {
      List<String> cells = new ArrayList<>(List.of(name(candidate)));
      for (int jdk : jdks) {
        double value = median(experiment, candidate, unit, jdk);
        cells.add(Numbers.of(value));
        cells.add(range(experiment, candidate, unit, jdk));
        cells.add(Numbers.factor(value / median(experiment, base, unit, jdk)));
        others.forEach(o -> cells.add(Numbers.of(median(experiment, candidate, o, jdk))));
      }
      table.add(cells);
    }
    append(experiment, table);
  }

  private void bytesOfSeries() {
    List<String> experiments =
        List.of(MemoryExperiment.NEW, MemoryExperiment.FULL, MemoryExperiment.CONTENDED);
    List<String> header = new ArrayList<>(List.of(""));
    for (int jdk : jdks) {
      header.addAll(List.of(jdk + ": new", jdk + ": after 2000", jdk + ": after 32 threads"));
    }
    Table table = new Table(header);
    for (String candidate : results.candidates(MemoryExperiment.FULL)) {
      List<String> cells = new ArrayList<>(List.of(name(candidate)));
      for (int jdk : jdks) {
        experiments.forEach(e -> cells.add(Numbers.of(median(e, candidate, "B", jdk))));
      }
      table.add(cells);
    }
    append("Bytes of a series", table);
  }

  private void unitsAsColumns(String experiment) {
    List<String> units = results.of(experiment).stream().map(Measurement::unit).distinct().toList();
    List<String> header = new ArrayList<>(List.of(""));
    header.addAll(units);
    Table table = new Table(header);
    for (String candidate : results.candidates(experiment)) {
      List<String> cells = new ArrayList<>(List.of(name(candidate)));
      units.forEach(u -> cells.add(Numbers.of(median(experiment, candidate, u, jdks.get(0)))));
      table.add(cells);
    }
    append(experiment, table);
  }

  private void append(String title, Table table) {
    if (!table.isEmpty()) {
      text.append(title.isEmpty() ? "" : "**" + title + "**\n\n");
      text.append(table.toMarkdown()).append('\n');
    }
  }

  private static String name(String candidate) {
    return candidate.startsWith("Tachograph") || candidate.equals(AdviceExperiment.WOVEN)
        ? "**" + candidate + "**"
        : candidate;
  }

  private double median(String experiment, String candidate, String unit, int jdk) {
    return results.median(experiment, candidate, unit, jdk).orElse(Double.NaN);
  }

  private String range(String experiment, String candidate, String unit, int jdk) {
    return results.of(experiment).stream()
        .filter(m -> m.candidate().equals(candidate) && m.unit().equals(unit) && m.jdk() == jdk)
        .map(m -> Numbers.of(m.low()) + "–" + Numbers.of(m.high()))
        .findFirst()
        .orElse("");
  }
}
