package dev.tachograph.agent.log;

/**
 * Replaces {@code org.slf4j.Logger} in the agent's libraries, which would need another library. The
 * build makes the replacement. What it is told is thrown as well.
 */
public interface QuietFacade {
  boolean isDebugEnabled();

  void debug(String message, Object argument);

  void debug(String message, Throwable thrown);
}
