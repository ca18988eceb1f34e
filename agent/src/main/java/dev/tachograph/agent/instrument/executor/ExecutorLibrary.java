package dev.tachograph.agent.instrument.executor;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.bootstrap.Probes;

/**
 * A library with executors. They are switched on and off together, and the first class of any of
 * them to be woven makes the probes ready: what is woven without that would not be measured.
 */
public abstract class ExecutorLibrary implements LibraryInstrumentation {
  /** In a class of its own, so that it is initialized once, by the first class. */
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

  @Override
  public final void prepare() {
    Ready.prepare();
  }
}
