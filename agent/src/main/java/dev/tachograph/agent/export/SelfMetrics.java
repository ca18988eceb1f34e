package dev.tachograph.agent.export;

import dev.tachograph.agent.export.textfile.TextfileWriter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agent says about itself: the {@code tachograph_*} families. Their values are asked for
 * at each scrape; a source that fails loses its own family only.
 */
public final class SelfMetrics implements MultiCollector {
  /** The value of the label {@code probe} under which failures to collect are counted. */
  private static final String COLLECTOR = "collector";

  private final MetricRegistry registry;
  private final String version;
  private final CollectFailures failures;
  private final Supplier<Map<String, Long>> instrumentedClasses;
  private final Supplier<Map<String, Long>> probeErrors;
  private final Supplier<Map<String, Long>> ruleMatches;
  private final LongSupplier configProblems;
  private final @Nullable DoubleSupplier textfileLastWriteSeconds;

  private SelfMetrics(Builder builder, @Nullable DoubleSupplier textfileLastWriteSeconds) {
    this.registry = builder.registry;
    this.version = builder.version;
    this.failures = builder.failures;
    this.instrumentedClasses = builder.instrumentedClasses;
    this.probeErrors = builder.probeErrors;
    this.ruleMatches = builder.ruleMatches;
    this.configProblems = builder.configProblems;
    this.textfileLastWriteSeconds = textfileLastWriteSeconds;
  }

  /** Where the numbers come from. A source that is not set has nothing to say. */
  public static final class Builder {
    private final String version;
    private final MetricRegistry registry;
    private final CollectFailures failures;
    private Supplier<Map<String, Long>> instrumentedClasses = Map::of;
    private Supplier<Map<String, Long>> probeErrors = Map::of;
    private Supplier<Map<String, Long>> ruleMatches = Map::of;
    private LongSupplier configProblems = () -> 0;

    private Builder(String version, MetricRegistry registry, CollectFailures failures) {
      this.version = version;
      this.registry = registry;
      this.failures = failures;
    }

    /** Number of classes by instrumentation. */
    public Builder instrumentedClasses(Supplier<Map<String, Long>> source) {
      instrumentedClasses = source;
      return this;
    }

    /** Number of errors since the start, by probe. */
    public Builder probeErrors(Supplier<Map<String, Long>> source) {
      probeErrors = source;
      return this;
    }

    /** Number of methods matched so far, by rule; a rule that matched none is there with 0. */
    public Builder ruleMatches(Supplier<Map<String, Long>> source) {
      ruleMatches = source;
      return this;
    }

    /** Number of problems found in the configuration. */
    public Builder configProblems(LongSupplier source) {
      configProblems = source;
      return this;
    }

    SelfMetrics build(@Nullable DoubleSupplier textfileLastWriteSeconds) {
      return new SelfMetrics(this, textfileLastWriteSeconds);
    }

    MetricRegistry registry() {
      return registry;
    }

    CollectFailures failures() {
      return failures;
    }
  }

  /**
   * @param version of the agent
   * @param registry whose families are counted
   */
  public static Builder builder(String version, MetricRegistry registry) {
    return new Builder(version, registry, new CollectFailures());
  }

  @Override
  public MetricSnapshots collect() {
    return collect(name -> true);
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    FamilyCollector families = new FamilyCollector(includedNames, failures);
    families.add("tachograph_build", this::buildInfo);
    families.add("tachograph_series", this::series);
    families.add("tachograph_series_folded", this::seriesFolded);
    families.add("tachograph_instrumented_classes", this::instrumentedClasses);
    families.add("tachograph_probe_errors", this::probeErrors);
    families.add("tachograph_rule_matches", this::ruleMatches);
    families.add("tachograph_config_problems", this::configProblems);
    families.add(TextfileWriter.LAST_WRITE, this::textfileLastWrite);
    return families.collected();
  }

  private MetricSnapshot buildInfo() {
    return new InfoSnapshot(
        new MetricMetadata("tachograph_build", "The agent's version. Always 1."),
        List.of(new InfoDataPointSnapshot(Labels.of("version", version))));
  }

  private MetricSnapshot series() {
    Map<String, Long> counts = new HashMap<>();
    for (MetricFamily<?> family : registry.families()) {
      counts.put(family.name(), (long) family.seriesCount());
    }
    return gauge(
        "tachograph_series",
        "Number of series (sets of label values) of a family.",
        "family",
        counts);
  }

  private MetricSnapshot seriesFolded() {
    Map<String, Long> counts = new HashMap<>();
    for (MetricFamily<?> family : registry.families()) {
      counts.put(family.name(), family.foldedCount());
    }
    return counter(
        "tachograph_series_folded",
        "Observations that went to the series whose labels are all \"other\", because the family"
            + " had reached series.limit.",
        "family",
        counts);
  }

  private MetricSnapshot instrumentedClasses() {
    return gauge(
        "tachograph_instrumented_classes",
        "Number of classes that an instrumentation has changed so far.",
        "instrumentation",
        instrumentedClasses.get());
  }

  private MetricSnapshot probeErrors() {
    Map<String, Long> counts = new HashMap<>(probeErrors.get());
    counts.merge(COLLECTOR, failures.count(), Long::sum);
    return counter(
        "tachograph_probe_errors",
        "Errors inside the agent, by probe; the application does not see them. The probe"
            + " \"collector\" stands for families that were left out of a scrape or a file.",
        "probe",
        counts);
  }

  private MetricSnapshot ruleMatches() {
    return gauge(
        "tachograph_rule_matches",
        "Number of methods that a rule of workers.methods has matched so far.",
        "rule",
        ruleMatches.get());
  }

  private MetricSnapshot configProblems() {
    return new GaugeSnapshot(
        new MetricMetadata(
            "tachograph_config_problems",
            "Number of errors and warnings found in the configuration at start-up."),
        List.of(
            new GaugeDataPointSnapshot((double) configProblems.getAsLong(), Labels.EMPTY, null)));
  }

  /** Absent without a textfile, and until it was written for the first time. */
  private @Nullable MetricSnapshot textfileLastWrite() {
    double seconds = textfileLastWriteSeconds == null ? 0 : textfileLastWriteSeconds.getAsDouble();
    return seconds == 0 ? null : TextfileWriter.lastWrite(seconds);
  }

  private static MetricSnapshot gauge(
      String name, String help, String labelName, Map<String, Long> values) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (Map.Entry<String, Long> value : values.entrySet()) {
      Labels labels = Labels.of(labelName, value.getKey());
      points.add(new GaugeDataPointSnapshot((double) value.getValue(), labels, null));
    }
    return new GaugeSnapshot(new MetricMetadata(name, help), points);
  }

  private static MetricSnapshot counter(
      String name, String help, String labelName, Map<String, Long> values) {
    List<CounterDataPointSnapshot> points = new ArrayList<>();
    for (Map.Entry<String, Long> value : values.entrySet()) {
      Labels labels = Labels.of(labelName, value.getKey());
      points.add(new CounterDataPointSnapshot((double) value.getValue(), labels, null, 0L));
    }
    return new CounterSnapshot(new MetricMetadata(name, help), points);
  }
}
