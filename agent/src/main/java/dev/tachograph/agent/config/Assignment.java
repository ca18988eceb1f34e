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

  /** The start of every message about this assignment. What may be secret in a URL is left out. */
  public String inWords() {
    return ConfigProblem.shown(key)
        + "="
        + ConfigProblem.shown(withoutSecrets())
        + " ("
        + source
        + ")";
  }

  /** The value without user, query and fragment if it is a URL, or is meant as one. */
  private String withoutSecrets() {
    int scheme = value.indexOf("://");
    if (scheme < 0 && !key.endsWith("url") && !key.endsWith("host")) {
      return value;
    }
    int begin = scheme < 0 ? 0 : scheme + 3;
    int end = begin;
    while (end < value.length() && value.charAt(end) != '?' && value.charAt(end) != '#') {
      end++;
    }
    // A password may hold a question mark that was not escaped.
    int at = value.lastIndexOf('@');
    if (at >= end) {
      return value.substring(0, begin) + "***";
    }
    String place = at < begin ? value.substring(begin, end) : "***" + value.substring(at, end);
    return value.substring(0, begin)
        + place
        + (end < value.length() ? value.charAt(end) + "***" : "");
  }

  @Override
  public String toString() {
    return inWords();
  }
}
