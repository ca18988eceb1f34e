package dev.tachograph.agent.export.processes;

import dev.tachograph.bootstrap.metrics.window.QuantileSelector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Exact quantiles over the windows of all living processes. A series of which no process has
 * recorded anything since the last time is not read again. Not thread-safe.
 */
final class MergedQuantiles {
  private static final double[] NONE = {};

  private final QuantileSelector selector = new QuantileSelector();
  private Map<String, Map<LabelSet, Known>> present = new HashMap<>();
  private Map<String, Map<LabelSet, Known>> next = new HashMap<>();

  private static final class Known {
    final long signature;
    final double[] quantiles;

    Known(long signature, double[] quantiles) {
      this.signature = signature;
      this.quantiles = quantiles;
    }
  }

  /** Begins a scrape: what the scrape before did not ask for is forgotten. */
  void begin() {
    present = next;
    next = new HashMap<>();
  }

  /** The quantiles in nanoseconds; none without observations. */
  double[] of(String family, LabelSet labels, List<WindowOfProcess> windows) {
    long signature = windows.size();
    for (WindowOfProcess window : windows) {
      signature += window.signature();
    }
    Map<LabelSet, Known> ofFamily = present.get(family);
    Known known = ofFamily == null ? null : ofFamily.get(labels);
    if (known == null || known.signature != signature) {
      known = new Known(signature, read(windows));
    }
    next.computeIfAbsent(family, unused -> new HashMap<>()).put(labels, known);
    return known.quantiles;
  }

  private double[] read(List<WindowOfProcess> windows) {
    WindowOfProcess.Values values = new WindowOfProcess.Values();
    for (WindowOfProcess window : windows) {
      window.appendTo(values);
    }
    return values.size == 0 ? NONE : selector.quantiles(values.values, values.size);
  }
}
