package dev.tachograph.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Start-up, called by the launcher.
 *
 * <p>Everything here runs before the application's main and on its thread, so it is kept to what
 * must be there when the first class is loaded: the bootstrap classes, the configuration, the
 * catalogue and the transformer. The rest starts on a thread of its own.
 */
public final class Agent implements Predicate<Object[]> {
  /**
   * Starts the agent.
   *
   * @param arguments the agent's options as given on the command line, the Instrumentation, the
   *     agent's jar, and whether the application is running already
   * @return whether the agent is at work, which it is not if it was switched off
   */
  @Override
  public boolean test(Object[] arguments) {
    return start(
        (String) arguments[0],
        (Instrumentation) arguments[1],
        (File) arguments[2],
        (Boolean) arguments[3]);
  }

  private static boolean start(
      @Nullable String options, Instrumentation instrumentation, File jar, boolean attached) {
    try {
      BootstrapClasses.ensureLoadable(instrumentation, jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // In a class of its own: to link it takes bootstrap classes.
    return AgentRuntime.start(options, instrumentation, jar, attached);
  }
}
