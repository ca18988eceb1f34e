package dev.tachograph.agent.config;

/** A key, the text that was set for it, and the source of that. */
public final class Assignment {
  private final String key;
  private final String value;
  private final String source;

  public Assignment(String key, String value, String source) {
    this.key = key;
    this.value = value;
    this.source = source;
  }

  /** The full key, with its placeholders filled in. */
  public String key() {
    return key;
  }

  public String value() {
    return value;
  }

  /**
   * In words: {@code agent argument}, {@code -Dtachograph.http.port}, {@code environment variable
   * TACHOGRAPH_HTTP_PORT}, {@code file /etc/t.properties line 3} or {@code default}.
   */
  public String source() {
    return source;
  }

  /** The start of every message about this assignment. */
  public String inWords() {
    return ConfigProblem.shown(key) + "=" + ConfigProblem.shown(value) + " (" + source + ")";
  }

  @Override
  public String toString() {
    return inWords();
  }
}
