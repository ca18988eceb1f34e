package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.bootstrap.Probes;

/**
 * A library with executors. One key switches all of them on or off. The first class of any of them
 * to be woven prepares the probes, because woven code measures nothing before that.
 */
public abstract class ExecutorLibrary implements LibraryInstrumentation {
  /** A class of its own: its initialization runs once, for the first class to be woven. */
  private static final class Ready {
    static {
      Probes.prepareExecutors();
    }

    static void prepare() {}
  }

  @Override
  public final String name() {
    return "executors";
  }

  /** Prepares the probes. */
  public static void prepareProbes() {
    Ready.prepare();
  }

  @Override
  public final void prepare() {
    prepareProbes();
  }
}
