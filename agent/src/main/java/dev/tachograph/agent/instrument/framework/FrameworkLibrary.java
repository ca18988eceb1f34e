package dev.tachograph.agent.instrument.framework;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.agent.instrument.executor.ExecutorLibrary;
import dev.tachograph.agent.instrument.method.MethodProbes;
import dev.tachograph.bootstrap.Probes;

/**
 * A framework that runs tasks. The first class of any of them to be woven prepares the probe, which
 * also asks when asynchronous tasks end, and how long an executor's task has waited.
 */
public abstract class FrameworkLibrary implements LibraryInstrumentation {
  /** A class of its own: its initialization runs once, for the first class to be woven. */
  private static final class Ready {
    static {
      Probes.prepareFrameworks();
    }

    static void prepare() {}
  }

  /** Prepares the probe, for a library whose tasks end when they return. */
  public static void prepareProbes() {
    Ready.prepare();
  }

  @Override
  public final void prepare() {
    prepareProbes();
    MethodProbes.prepare();
    ExecutorLibrary.prepareProbes();
  }
}
