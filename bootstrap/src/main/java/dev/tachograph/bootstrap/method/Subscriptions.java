package dev.tachograph.bootstrap.method;

import org.jspecify.annotations.Nullable;

/** The subscriptions to a publisher. Each is a call. */
public abstract class Subscriptions {
  /** A subscription begins; null if it is a part of a call that is measured already. */
  protected abstract @Nullable CallEnd begin();

  /**
   * This thread is about to subscribe. {@link #leave} follows. Throws nothing.
   *
   * @param begun what has begun, on this thread; or null
   */
  protected void enter(@Nullable CallEnd begun) {}

  /** This thread has subscribed. Throws nothing. */
  protected void leave(@Nullable CallEnd begun) {}
}
