package dev.tachograph.bootstrap.adopt;

import java.lang.ref.WeakReference;

/** A registry of the application's, held weakly. Thread-safe. */
public final class FoundRegistry extends WeakReference<Object> {
  private final String library;
  private volatile boolean served;

  FoundRegistry(Object registry, String library) {
    super(registry);
    this.library = library;
  }

  /** The name of the library, as in the configuration. */
  public String library() {
    return library;
  }

  /** Whether the application itself serves it, in a way that Prometheus could scrape. */
  public boolean isServed() {
    return served;
  }

  void serve() {
    served = true;
  }
}
