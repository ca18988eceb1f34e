package dev.tachograph.bootstrap.method;

/** The subscriptions to a publisher. Each is a call. */
public abstract class Subscriptions {
  /** A subscription begins. */
  protected abstract CallEnd begin();

  /** This thread is about to subscribe. {@link #leave} follows. */
  void enter() {}

  /** This thread has subscribed. */
  void leave() {}
}
