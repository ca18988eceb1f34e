package dev.tachograph.agent.log;

/**
 * Replaces {@code java.util.logging.Logger} in the agent's libraries. The first user of that class
 * chooses its manager once and for all, and that must be the application. The build makes the
 * replacement.
 */
public final class QuietLogger {
  private static final QuietLogger INSTANCE = new QuietLogger();

  /** Replaces {@code java.util.logging.Level}. */
  public static final class Level {
    public static final Level SEVERE = new Level();
    public static final Level WARNING = new Level();

    private Level() {}
  }

  private QuietLogger() {}

  public static QuietLogger getLogger(String name) {
    return INSTANCE;
  }

  public void log(Level level, String message) {}

  public void log(Level level, String message, Throwable thrown) {}

  public void warning(String message) {}
}
