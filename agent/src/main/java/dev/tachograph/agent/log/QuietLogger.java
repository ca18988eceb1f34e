package dev.tachograph.agent.log;

/**
 * What libraries have instead of {@code java.util.logging.Logger}, whose manager is chosen once and
 * for all by the first who asks, which must be the application. The build puts it in its place.
 */
public final class QuietLogger {
  private static final QuietLogger INSTANCE = new QuietLogger();

  /** In the place of {@code java.util.logging.Level}. */
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
