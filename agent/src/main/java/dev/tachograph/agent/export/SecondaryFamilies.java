package dev.tachograph.agent.export;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Collection;
import java.util.function.Predicate;

/** Families that are served beside the agent's, unless the agent has a family of the same name. */
public interface SecondaryFamilies {
  /** The families with these names. */
  MetricSnapshots collect(Predicate<String> includedNames);

  /** These families are left out, because the agent has some of these names. */
  void clash(Collection<String> families);
}
