package dev.tachograph.agent.status;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, iterables, texts, whole numbers, booleans and null as JSON. By hand, because a
 * library would be loaded for one page.
 */
public final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /**
   * Writes a value.
   *
   * @throws IllegalArgumentException if it is or holds anything else
   */
  public static String of(@Nullable Object value) {
    JsonText json = new JsonText();
    json.write(value);
    return json.text.append('\n').toString();
  }

  private void write(@Nullable Object value) {
    if (value == null || value instanceof Boolean || isWholeNumber(value)) {
      text.append(value);
    } else if (value instanceof CharSequence) {
      append(text, (CharSequence) value);
    } else if (value instanceof Map) {
      writeMap((Map<?, ?>) value);
    } else if (value instanceof Iterable) {
      writeAll((Iterable<?>) value);
    } else {
      throw new IllegalArgumentException(value.getClass() + " has no form in JSON");
    }
  }

  private static boolean isWholeNumber(Object value) {
    return value instanceof Integer || value instanceof Long;
  }

  private void writeMap(Map<?, ?> map) {
    String separator = "";
    text.append('{');
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      text.append(separator);
      append(text, String.valueOf(entry.getKey()));
      text.append(':');
      write(entry.getValue());
      separator = ",";
    }
    text.append('}');
  }

  private void writeAll(Iterable<?> values) {
    String separator = "";
    text.append('[');
    for (Object value : values) {
      text.append(separator);
      write(value);
      separator = ",";
    }
    text.append(']');
  }

  /**
   * Appends a text in quotes. Escapes all that is not a letter, digit or sign of ASCII, and what
   * would end a script or begin an element if somebody put the page into another. So halves of
   * surrogate pairs are valid, too.
   */
  public static void append(StringBuilder text, CharSequence value) {
    text.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ' || c > '~' || c == '<' || c == '>' || c == '&') {
        text.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
          text.append(Character.forDigit(c >> shift & 0xF, 16));
        }
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
