package dev.tachograph.bootstrap.metrics.mapped;

import java.nio.ByteBuffer;

/**
 * What threads and processes need to share memory beside plain loads and stores. Java 8 has no
 * public methods for it, so the agent supplies them.
 */
public abstract class MappedAccess {
  /** No store before the call is seen after a store that follows the call. */
  public abstract void betweenStores();

  /**
   * Replaces an aligned little-endian value, unless it has changed.
   *
   * @return whether it was as expected
   */
  public abstract boolean compareAndSet(ByteBuffer buffer, int at, long expected, long value);
}
