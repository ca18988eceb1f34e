package dev.tachograph.agent.config.source;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Parses the syntax of {@link java.util.Properties}. That class tells no line numbers, keeps no
 * duplicates, and rejects the whole file for one malformed escape.
 */
final class PropertiesText {
  /** One entry, or the malformed escape because of which there is none. */
  static final class Entry {
    final String key;
    final String value;

    /** The line where the entry begins; 1 is the first. */
    final int line;

    /** The malformed escape, in which case key and value are empty. */
    final @Nullable String malformed;

    private Entry(String key, String value, int line, @Nullable String malformed) {
      this.key = key;
      this.value = value;
      this.line = line;
      this.malformed = malformed;
    }
  }

  private final String text;
  private final List<Entry> entries = new ArrayList<>();
  private int position;
  private int line = 1;

  private PropertiesText(String text) {
    this.text = text;
  }

  static List<Entry> parse(String text) {
    PropertiesText parser = new PropertiesText(text);
    parser.parse();
    return parser.entries;
  }

  private void parse() {
    StringBuilder logicalLine = new StringBuilder();
    while (true) {
      skipBlanks();
      if (position >= text.length()) {
        return;
      }
      char first = text.charAt(position);
      int startLine = line;
      logicalLine.setLength(0);
      if (first == '#' || first == '!') {
        skipNaturalLine();
      } else {
        readLogicalLine(logicalLine);
        if (logicalLine.length() > 0) {
          entries.add(entry(logicalLine.toString(), startLine));
        }
      }
    }
  }

  private void skipNaturalLine() {
    while (position < text.length() && !isLineEnd(text.charAt(position))) {
      position++;
    }
    skipLineEnd();
  }

  /** Joins natural lines, where all but the last end with an unescaped backslash. */
  private void readLogicalLine(StringBuilder logicalLine) {
    while (true) {
      boolean escaped = false;
      while (position < text.length() && !isLineEnd(text.charAt(position))) {
        char c = text.charAt(position++);
        escaped = c == '\\' && !escaped;
        logicalLine.append(c);
      }
      skipLineEnd();
      if (!escaped) {
        return;
      }
      logicalLine.setLength(logicalLine.length() - 1);
      // After a backslash alone on its line, no entry has begun, so a comment can follow.
      if (position >= text.length() || logicalLine.length() == 0) {
        return;
      }
      skipBlanks();
    }
  }

  private void skipBlanks() {
    while (position < text.length() && isBlank(text.charAt(position))) {
      position++;
    }
  }

  private void skipLineEnd() {
    if (position >= text.length()) {
      return;
    }
    boolean carriageReturn = text.charAt(position) == '\r';
    position++;
    if (carriageReturn && position < text.length() && text.charAt(position) == '\n') {
      position++;
    }
    line++;
  }

  private static Entry entry(String logicalLine, int line) {
    int length = logicalLine.length();
    int keyEnd = 0;
    while (keyEnd < length && !isKeyEnd(logicalLine.charAt(keyEnd))) {
      keyEnd += logicalLine.charAt(keyEnd) == '\\' ? 2 : 1;
    }
    keyEnd = Math.min(keyEnd, length);
    int valueStart = keyEnd;
    boolean separator = false;
    while (valueStart < length) {
      char c = logicalLine.charAt(valueStart);
      if (!isBlank(c)) {
        if (separator || (c != '=' && c != ':')) {
          break;
        }
        separator = true;
      }
      valueStart++;
    }
    try {
      String key = unescape(logicalLine.substring(0, keyEnd));
      return new Entry(key, unescape(logicalLine.substring(valueStart)), line, null);
    } catch (IllegalArgumentException e) {
      return new Entry("", "", line, String.valueOf(e.getMessage()));
    }
  }

  private static String unescape(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i++);
      if (c != '\\' || i == text.length()) {
        plain.append(c);
        continue;
      }
      c = text.charAt(i++);
      switch (c) {
        case 't':
          plain.append('\t');
          break;
        case 'n':
          plain.append('\n');
          break;
        case 'r':
          plain.append('\r');
          break;
        case 'f':
          plain.append('\f');
          break;
        case 'u':
          plain.append(unicode(text, i));
          i += 4;
          break;
        default:
          plain.append(c);
      }
    }
    return plain.toString();
  }

  private static char unicode(String text, int start) {
    int end = Math.min(start + 4, text.length());
    int code = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      // Character.digit alone would accept the digits of every script.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw new IllegalArgumentException("\\u" + text.substring(start, i + 1));
      }
      code = code * 16 + digit;
    }
    if (end - start < 4) {
      throw new IllegalArgumentException("\\u" + text.substring(start, end));
    }
    return (char) code;
  }

  private static boolean isKeyEnd(char c) {
    return c == '=' || c == ':' || isBlank(c);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\f';
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r';
  }
}
