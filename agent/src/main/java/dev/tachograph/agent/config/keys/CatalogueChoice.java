package dev.tachograph.agent.config.keys;

/** The names of the worker metrics. */
public enum CatalogueChoice {
  /** The names of the Conductor documentation: {@code task_execute_time_seconds}, quantiles. */
  DOCUMENTED,
  /** The names that the newer Conductor SDKs share, with histograms. */
  CANONICAL
}
