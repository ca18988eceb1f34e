package dev.tachograph.agent.export.processes;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Exposes the sum of all processes of a directory. Thread-safe. */
final class DirectoryCollector implements MultiCollector {
  private static final String OURS = "tachograph_multiproc_";
  private static final double NANOS_PER_SECOND = 1e9;

  private final ProcessGroup group;
  private final MergedQuantiles quantiles = new MergedQuantiles();
  private final TotalsSnapshots snapshots = new TotalsSnapshots(quantiles);

  DirectoryCollector(ProcessGroup group) {
    this.group = group;
  }

  @Override
  public MetricSnapshots collect() {
    return collect(name -> true);
  }

  @Override
  public synchronized MetricSnapshots collect(Predicate<String> includedNames) {
    long start = System.nanoTime();
    DirectorySum.Sum sum;
    try {
      sum = group.sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    quantiles.begin();
    List<MetricSnapshot> all = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (FamilyTotals family : sum.totals.families.values()) {
      if (includedNames.test(TotalsSnapshots.name(family))) {
        snapshots.make(
            family,
            snapshot -> {
              if (names.add(snapshot.getMetadata().getPrometheusName())) {
                all.add(snapshot);
              }
            });
      }
    }
    for (MetricSnapshot own : ofDirectory(sum, System.nanoTime() - start)) {
      if (includedNames.test(own.getMetadata().getPrometheusName())) {
        all.add(own);
      }
    }
    return new MetricSnapshots(all);
  }

  private List<MetricSnapshot> ofDirectory(DirectorySum.Sum sum, long nanos) {
    return List.of(
        new GaugeSnapshot(
            metadata(
                "processes",
                "Processes whose numbers are in this exposition: living ones, and dead ones that"
                    + " are not in the archive yet. Left out are those beyond"
                    + " multiproc.max-processes."),
            List.of(
                gauge(sum.living, "living"),
                gauge(sum.dead, "dead"),
                gauge(sum.leftOut, "left out"))),
        counter(
            "archived_processes", "Dead processes whose numbers are in the archive.", sum.archived),
        counter(
            "bad_files",
            "Files that could not be understood and are left out, as this process has found"
                + " them.",
            group.badFiles()),
        counter(
            "unplaced",
            "Series and numbers of this process that are in its memory only, because its file has"
                + " reached multiproc.max-file or the disk is full.",
            group.unplaced()),
        counter(
            "failures",
            "Rounds of sampling or archiving in this process that failed; it logs why.",
            group.failures()),
        new GaugeSnapshot(
            metadata(
                "folded_series",
                "Series of processes that are added to the series whose labels are all"
                    + " \"other\", because the family has reached multiproc.max-series."),
            List.of(new GaugeDataPointSnapshot(sum.totals.folded(), Labels.EMPTY, null))),
        counter(
            "folded_instances",
            "Dead processes whose numbers have the instance \"other\", because the archive has"
                + " multiproc.max-instances already.",
            sum.foldedInstances),
        new GaugeSnapshot(
            metadata("merge_seconds", "Seconds that adding up all processes took, this time."),
            List.of(new GaugeDataPointSnapshot(nanos / NANOS_PER_SECOND, Labels.EMPTY, null))));
  }

  private static MetricSnapshot counter(String name, String help, long value) {
    return new CounterSnapshot(
        metadata(name, help), List.of(new CounterDataPointSnapshot(value, Labels.EMPTY, null, 0L)));
  }

  private static GaugeDataPointSnapshot gauge(int value, String state) {
    return new GaugeDataPointSnapshot(value, Labels.of("state", state), null);
  }

  private static MetricMetadata metadata(String name, String help) {
    return new MetricMetadata(OURS + name, help);
  }
}
