package dev.tachograph.agent.config.keys;

/** Which names the metrics of workers have. */
public enum MetricNames {
  /** The names of the Conductor documentation: {@code task_execute_time_seconds}, quantiles. */
  DOCUMENTED,
  /** The names that the newer Conductor SDKs share, with histograms. */
  CANONICAL
}
