package dev.tachograph.agent.config;

/** Which names the worker metrics have. */
public enum Catalogue {
  /** The names of the Conductor documentation: {@code task_execute_time_seconds}, quantiles. */
  DOCUMENTED,
  /** The names that the newer Conductor SDKs share, with histograms. */
  CANONICAL
}
