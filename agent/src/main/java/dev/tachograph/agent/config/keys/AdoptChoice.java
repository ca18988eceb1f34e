package dev.tachograph.agent.config.keys;

/** Which registries of a library the agent serves. */
public enum AdoptChoice {
  /** Those that the application does not serve itself. */
  AUTO,
  ALL,
  NONE
}
