package dev.tachograph.agent;

import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Start-up, called by the launcher.
 *
 * <p>Everything here runs before the application's main and on its thread, so it is kept to what
 * must be there when the first class is loaded: the bootstrap classes, the configuration, the
 * catalogue and the transformer. The rest starts on a thread of its own.
 */
public final class Agent {
  private Agent() {}

  /**
   * Starts the agent.
   *
   * @param options the agent's options as given on the command line
   * @param jar the agent's jar
   * @param attached whether the application is running already
   */
  public static void start(
      @Nullable String options, Instrumentation instrumentation, File jar, boolean attached)
      throws IOException {
    BootstrapClasses.define(instrumentation, jar);
    // In a class of its own: to link it takes bootstrap classes.
    AgentRuntime.start(options, instrumentation, attached);
  }
}
