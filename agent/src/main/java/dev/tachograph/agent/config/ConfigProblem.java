package dev.tachograph.agent.config;

/** A part of the configuration that does not do what its author meant. */
public final class ConfigProblem {
  /** The severity of a problem. */
  public enum Severity {
    /** A setting without effect: an unknown key, a duplicate. */
    WARNING,
    /** A value or a file that cannot be used; a default replaces it. */
    ERROR
  }

  /** Values come from anywhere, and a log line must stay readable. */
  private static final int MAX_SHOWN_VALUE = 200;

  private final Severity severity;
  private final String message;

  ConfigProblem(Severity severity, String message) {
    this.severity = severity;
    this.message = message;
  }

  public Severity severity() {
    return severity;
  }

  /** One line: the key, the value, where it was set, and what is allowed. */
  public String message() {
    return message;
  }

  @Override
  public String toString() {
    return severity + " " + message;
  }

  /** The text for use within a line: without control characters, and cut to a maximum length. */
  public static String shown(String text) {
    int length = Math.min(text.length(), MAX_SHOWN_VALUE);
    StringBuilder shown = new StringBuilder(length + 3);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      shown.append(Character.isISOControl(c) ? '?' : c);
    }
    if (length < text.length()) {
      shown.append("...");
    }
    return shown.toString();
  }
}
