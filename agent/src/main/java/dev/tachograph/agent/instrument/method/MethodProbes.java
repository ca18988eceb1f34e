package dev.tachograph.agent.instrument.method;

import dev.tachograph.bootstrap.Probes;

/** Prepares the probes of methods once, for the first class to be woven that calls them. */
public final class MethodProbes {
  static {
    Probes.prepareMethods();
  }

  private MethodProbes() {}

  /** Returns when they are ready. */
  public static void prepare() {}
}
