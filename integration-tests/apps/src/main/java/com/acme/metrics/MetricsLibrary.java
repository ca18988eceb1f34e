package com.acme.metrics;

/** Metrics of one library. All names begin with {@code app_}. */
interface MetricsLibrary {
  /** Defines and sets metrics of all kinds, in the default registry and in another one. */
  void define();

  /**
   * Defines one metric, {@code deployed_size}, in the default registry. It needs no thread of the
   * library's, which would keep the class loader.
   */
  void deploy();

  /** Adds collectors that throw, never return, or have names that others have. */
  void misbehave() throws Exception;

  /** Takes away what {@link #misbehave} added. */
  void behave();

  /**
   * Serves the default registry.
   *
   * @return the port
   */
  int serve() throws Exception;
}
