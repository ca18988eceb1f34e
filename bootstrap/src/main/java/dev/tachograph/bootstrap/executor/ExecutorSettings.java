package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.Nullable;

/** What is configured about executors. */
public interface ExecutorSettings {
  /**
   * The name of the executors that a class creates.
   *
   * @param creatingClass such as {@code com.acme.Orders}
   * @return null if none is configured
   */
  @Nullable String configuredName(String creatingClass);

  /** Whether executors of that name or type are left alone. */
  boolean excludes(String nameOrType);

  /** Whether an executor without a configured or a bean's name is called by the empty string. */
  boolean namesByReference();

  /** How many names there may be before the rest is called {@code other}. */
  int nameLimit();

  /** Whether running tasks are also exposed by the name that they have in the reference. */
  boolean gaugesOfReference();
}
