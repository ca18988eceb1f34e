package dev.tachograph.agent.export.processes;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.metrics.mapped.GaugeMode;
import dev.tachograph.bootstrap.metrics.mapped.Layout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The families of several processes, added up. Not thread-safe. */
final class Totals {
  private static final String PID = "pid";
  private static final int OUTCOMES = 5;

  final Map<String, FamilyTotals> families = new LinkedHashMap<>();
  private final int maxSeries;

  /** Whether living processes are among them, whose windows count. */
  private final boolean living;

  /** When a dead process's own gauges will disappear. */
  private final long expires;

  private final long[] countAndSum = new long[2];
  private final long[] outcomes = new long[OUTCOMES];
  private long[] buckets = new long[64];

  /**
   * @param living false for an archive, which keeps what outlives a process
   * @param expires milliseconds since 1970
   */
  Totals(int maxSeries, boolean living, long expires) {
    this.maxSeries = maxSeries;
    this.living = living;
    this.expires = expires;
  }

  FamilyTotals family(String name, String help, int kind, GaugeMode mode) {
    return families.computeIfAbsent(
        name, unused -> new FamilyTotals(name, help, kind, mode, maxSeries));
  }

  /** How often something went to a series labelled "other". */
  long folded() {
    return families.values().stream().mapToLong(family -> family.folded).sum();
  }

  /** Adds a series of a process. */
  void add(
      FamilyInFile family,
      LabelSet labels,
      SeriesInFile series,
      ProcessValues.Process process,
      @Nullable List<FamilyInFile> derived) {
    FamilyTotals totals = family(family.name, family.help, family.kind, family.mode);
    if (totals.kind != family.kind) {
      AgentLog.warnOnce(
          "multiproc:" + family.name,
          family.name + " is of another kind in some processes, and left out of these");
      return;
    }
    switch (family.kind) {
      case Layout.COUNTER_FAMILY:
        addCounter(totals.series(labels), series.cells);
        break;
      case Layout.SUMMARY_FAMILY:
        addSummary(totals.series(labels), series.cells);
        break;
      case Layout.INFO_FAMILY:
        if (process.alive) {
          totals.series(labels).setLargest(1);
        }
        break;
      case Layout.GAUGE_FAMILY:
        for (CellInFile cell : series.cells) {
          addGauge(totals, labels, cell.decimal(), cell.time(), process);
        }
        break;
      case Layout.UP_DOWN_FAMILY:
        long downs = sum(series.cells, Layout.DOWNS);
        double there = Math.max(0, sum(series.cells, Layout.VALUE) - downs);
        addGauge(totals, labels, there, 0, process);
        break;
      default:
        addDistribution(totals.series(labels), labels, series.cells, process, derived);
    }
  }

  private static void addCounter(SeriesTotals totals, List<CellInFile> cells) {
    for (CellInFile cell : cells) {
      if (cell.type == Layout.LONG_CELL) {
        totals.ticks += cell.number();
      } else {
        totals.value += cell.decimal();
      }
    }
  }

  private static void addSummary(SeriesTotals totals, List<CellInFile> cells) {
    for (CellInFile cell : cells) {
      if (cell.field == Layout.SUM) {
        totals.sum += cell.decimal();
      } else {
        totals.value += cell.decimal();
      }
    }
  }

  private static long sum(List<CellInFile> cells, int field) {
    long sum = 0;
    for (CellInFile cell : cells) {
      if (cell.field == field) {
        sum += cell.number();
      }
    }
    return sum;
  }

  private void addGauge(
      FamilyTotals totals,
      LabelSet labels,
      double value,
      long time,
      ProcessValues.Process process) {
    if (!process.alive && (totals.mode.isLive() || !process.sameBoot)) {
      return;
    }
    switch (totals.mode) {
      case ALL:
      case LIVE_ALL:
        SeriesTotals own =
            totals.series(labels.has(PID) ? labels : labels.with(PID, process.pid()));
        own.setMostRecent(value, time);
        own.expires = process.alive ? 0 : expires;
        break;
      case SUM:
      case LIVE_SUM:
        totals.series(labels).addValue(value);
        break;
      case MAX:
      case LIVE_MAX:
        totals.series(labels).setLargest(value);
        break;
      case MIN:
      case LIVE_MIN:
        totals.series(labels).setSmallest(value);
        break;
      case MOST_RECENT:
      case LIVE_MOST_RECENT:
        totals.series(labels).setMostRecent(value, time);
        break;
    }
  }

  private void addDistribution(
      SeriesTotals totals,
      LabelSet labels,
      List<CellInFile> cells,
      ProcessValues.Process process,
      @Nullable List<FamilyInFile> derived) {
    // The ended first: what has ended has begun, and what has failed is not seen before its end.
    long windowed = 0;
    long bucketed = 0;
    List<CellInFile> windows = null;
    for (CellInFile cell : cells) {
      if (cell.type == Layout.WINDOW_CELL) {
        cell.readCountAndSum(countAndSum);
        totals.hasWindow = true;
        totals.windowCount += countAndSum[0];
        totals.windowSum += countAndSum[1];
        windowed += countAndSum[0];
        windows = windows == null ? new ArrayList<>(1) : windows;
        windows.add(cell);
      } else if (cell.type == Layout.BUCKET_CELL) {
        bucketed += addBuckets(totals, cell);
      }
    }
    if (windows != null && living && process.alive) {
      totals.windows.add(new WindowOfProcess(process.values, windows));
    }
    if (derived != null) {
      addDerived(windows == null ? bucketed : windowed, labels, cells, process, derived);
    }
  }

  private long addBuckets(SeriesTotals totals, CellInFile cell) {
    int size = cell.buckets();
    buckets = CellInFile.atLeast(buckets, size);
    long sum = cell.readBuckets(buckets);
    long count = 0;
    for (int i = 0; i < size; i++) {
      count += buckets[i];
    }
    if (cell.field == Layout.NATIVE_BUCKETS) {
      totals.addNative(buckets, size, sum);
    } else {
      totals.addBuckets(cell.bounds(), buckets, sum);
    }
    return count;
  }

  private void addDerived(
      long ended,
      LabelSet labels,
      List<CellInFile> cells,
      ProcessValues.Process process,
      List<FamilyInFile> derived) {
    Arrays.fill(outcomes, 0);
    for (CellInFile cell : cells) {
      int outcome = cell.field - Layout.BEGUN;
      if (cell.type == Layout.LONG_CELL && outcome >= 0 && outcome < OUTCOMES) {
        outcomes[outcome] += cell.number();
      }
    }
    long begun = outcomes[0];
    long successes =
        ended
            - outcomes[Layout.FAILED - Layout.BEGUN]
            - outcomes[Layout.WITHOUT_OUTCOME - Layout.BEGUN]
            + outcomes[Layout.WITHOUT_DURATION - Layout.BEGUN];
    for (FamilyInFile family : derived) {
      FamilyTotals totals = family(family.name, family.help, family.kind, family.mode);
      switch (family.derivation) {
        case 1:
          totals.series(labels).ticks += Math.max(0, successes);
          break;
        case 2:
          totals.series(labels).ticks += outcomes[Layout.REPEATED - Layout.BEGUN];
          break;
        default:
          addGauge(totals, labels, begun - ended, 0, process);
      }
    }
  }

  /** Adds what an archive holds. */
  void addAll(Totals others, long now) {
    for (FamilyTotals theirs : others.families.values()) {
      FamilyTotals ours = family(theirs.name, theirs.help, theirs.kind, theirs.mode);
      for (Map.Entry<LabelSet, SeriesTotals> entry : theirs.series.entrySet()) {
        SeriesTotals part = entry.getValue();
        if (part.expires == 0 || part.expires > now) {
          addSeries(ours, ours.series(entry.getKey()), part);
        }
      }
    }
  }

  private static void addSeries(FamilyTotals family, SeriesTotals whole, SeriesTotals part) {
    whole.ticks += part.ticks;
    whole.sum += part.sum;
    if (!part.isSet) {
      whole.value += part.value;
    } else {
      switch (family.mode) {
        case MAX:
          whole.setLargest(part.value);
          break;
        case MIN:
          whole.setSmallest(part.value);
          break;
        case SUM:
          whole.addValue(part.value);
          break;
        default:
          whole.setMostRecent(part.value, part.time);
      }
    }
    whole.expires = part.expires;
    whole.hasWindow |= part.hasWindow;
    whole.windowCount += part.windowCount;
    whole.windowSum += part.windowSum;
    if (part.hasBuckets) {
      whole.addBuckets(part.bounds, part.counts, part.bucketSum);
    }
    if (part.hasNative()) {
      whole.addNative(part.nativeCounts, part.nativeCounts.length, part.nativeSum);
    }
  }
}
