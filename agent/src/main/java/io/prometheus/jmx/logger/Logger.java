package io.prometheus.jmx.logger;

import dev.tachograph.agent.log.AgentLog;
import java.util.Locale;

/**
 * Stands in for the library's class of the same name, which would make the application's loggers,
 * and give them another formatter.
 */
public class Logger {

  Logger() {}

  public boolean isTraceEnabled() {
    return false;
  }

  public boolean isInfoEnabled() {
    return false;
  }

  public boolean isWarnEnabled() {
    return true;
  }

  public boolean isErrorEnabled() {
    return true;
  }

  public void trace(String message) {}

  public void trace(String format, Object object) {}

  public void trace(String format, Object... objects) {}

  public void info(String message) {}

  public void info(String format, Object object) {}

  public void info(String format, Object... objects) {}

  public void warn(String message) {
    once(message);
  }

  public void warn(String format, Object object) {
    once(filled(format, object));
  }

  public void warn(String format, Object... objects) {
    once(filled(format, objects));
  }

  public void error(String message) {
    once(message);
  }

  public void error(String format, Object... objects) {
    once(filled(format, objects));
  }

  @SuppressWarnings("AnnotateFormatMethod") // So is the class that this one stands for.
  private static String filled(String format, Object... objects) {
    return String.format(Locale.ROOT, format, objects);
  }

  /** Each message comes at every scrape, some with a stack trace. */
  private static void once(String message) {
    int end = message.indexOf('\n');
    String line = end < 0 ? message : message.substring(0, end);
    AgentLog.warnOnce("jmx:" + line, "MBeans: " + line);
  }
}
