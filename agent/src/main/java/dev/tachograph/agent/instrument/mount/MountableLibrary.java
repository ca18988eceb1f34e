package dev.tachograph.agent.instrument.mount;

import dev.tachograph.agent.instrument.LibraryInstrumentation;
import dev.tachograph.bootstrap.Probes;

/** A web server that offers its requests to the agent before it hands them to the application. */
public abstract class MountableLibrary implements LibraryInstrumentation {
  protected static final String PROBE = "dev/tachograph/bootstrap/mount/MountProbe";

  /** A class of its own: its initialization runs once, for the first class to be woven. */
  private static final class Ready {
    static {
      Probes.prepareMount();
    }

    static void prepare() {}
  }

  @Override
  public final String name() {
    return "mount";
  }

  @Override
  public final boolean isForMount() {
    return true;
  }

  @Override
  public final void prepare() {
    Ready.prepare();
  }
}
