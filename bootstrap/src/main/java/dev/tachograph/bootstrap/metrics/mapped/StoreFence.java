package dev.tachograph.bootstrap.metrics.mapped;

/**
 * Keeps stores in order, as another process sees them. Java 8 has no public method for it, so the
 * agent supplies one.
 */
public abstract class StoreFence {
  /** No store before the call is seen after a store that follows the call. */
  public abstract void betweenStores();
}
