package org.yaml.snakeyaml.internal;

/**
 * Stands in for the library's class of the same name, which would make loggers of the
 * application's.
 */
public class Logger {
  private static final Logger LOGGER = new Logger();

  /** As in the library. */
  public enum Level {
    WARNING,
    DEBUG
  }

  private Logger() {}

  public static Logger getLogger(String name) {
    return LOGGER;
  }

  public boolean isLoggable(Level level) {
    return false;
  }

  public void warn(String message) {}

  public void debug(String message) {}
}
