package dev.tachograph.agent;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Starts the agent. The launcher calls it.
 *
 * <p>This code runs before the application's main and on its thread. So it does only what must be
 * done before the first class is loaded: it makes the bootstrap classes visible, reads the
 * configuration and installs the transformer. A separate thread starts the rest.
 */
public final class Agent implements Predicate<Object[]> {
  /**
   * Starts the agent.
   *
   * @param arguments the agent's options from the command line, the Instrumentation, the agent's
   *     jar, and whether the application is running already
   * @return whether the agent runs; false if the configuration switches it off
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
      BootClassPath.ensureLoadable(instrumentation, jar);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // A separate class, because linking it needs bootstrap classes.
    return AgentRuntime.start(options, instrumentation, jar, attached);
  }
}
