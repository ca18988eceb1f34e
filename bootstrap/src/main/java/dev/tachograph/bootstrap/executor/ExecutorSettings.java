package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/** The configuration of executors. */
public interface ExecutorSettings {
  /**
   * The name of the executors that a class creates.
   *
   * @param creatingClass such as {@code com.acme.Orders}
   * @return null if none is configured
   */
  @Nullable String configuredName(String creatingClass);

  /** Whether executors of this name or type are excluded. */
  boolean excludes(String nameOrType);

  /** Whether an executor has an empty name if neither the configuration nor a bean names it. */
  boolean namesByReference();

  /** The maximum number of names; further executors are called {@code other}. */
  int nameLimit();

  /** Whether running tasks are also exposed under their name in executor-exporter. */
  boolean gaugesOfReference();
}
