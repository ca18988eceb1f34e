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

  /** The start of every message about this assignment. Credentials in a URL are left out. */
  public String inWords() {
    return ConfigProblem.shown(key)
        + "="
        + ConfigProblem.shown(withoutCredentials(value))
        + " ("
        + source
        + ")";
  }

  private static String withoutCredentials(String value) {
    int scheme = value.indexOf("://");
    int at = value.lastIndexOf('@');
    return scheme >= 0 && at > scheme
        ? value.substring(0, scheme + 3) + "***" + value.substring(at)
        : value;
  }

  @Override
  public String toString() {
    return inWords();
  }
}
