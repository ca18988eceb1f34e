package dev.tachograph.bootstrap.conductor;

/**
 * Measures JSON that the SDK has just written.
 *
 * <p>The workflow's input is one member of the start request. To serialize it once more would cost
 * as much again and could consume an iterator or stream that the application put in; to find it in
 * the text costs one pass.
 */
final class Json {
  private Json() {}

  /** Bytes of part of a string in UTF-8. */
  static long utf8Length(String text, int from, int to) {
    long bytes = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        bytes++;
      } else if (c < 0x800) {
        bytes += 2;
      } else if (Character.isSurrogate(c)) {
        // Two surrogates make four bytes; a lone one becomes a question mark at worst.
        bytes += 2;
      } else {
        bytes += 3;
      }
    }
    return bytes;
  }

  /**
   * Bytes in UTF-8 of the value of a member of the outermost object.
   *
   * @return -1 if there is no such member, or its value is null
   */
  static long utf8LengthOfMember(String json, String member) {
    int depth = 0;
    int start = skipBlanks(json, 0);
    if (!json.startsWith("{", start)) {
      return -1;
    }
    for (int i = start; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        int end = endOfString(json, i);
        if (depth == 1 && isMember(json, i, end, member)) {
          int from = skipBlanks(json, json.indexOf(':', end) + 1);
          int to = endOfValue(json, from);
          return json.startsWith("null", from) ? -1 : utf8Length(json, from, to);
        }
        i = end;
        if (depth == 1) {
          i = endOfMember(json, end);
        }
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']') {
        depth--;
      }
    }
    return -1;
  }

  private static boolean isMember(String json, int quote, int end, String member) {
    return end - quote - 1 == member.length() && json.startsWith(member, quote + 1);
  }

  /** From the closing quote of a member's name to the last character of its value. */
  private static int endOfMember(String json, int nameEnd) {
    int colon = json.indexOf(':', nameEnd);
    return colon < 0 ? json.length() : endOfValue(json, skipBlanks(json, colon + 1)) - 1;
  }

  private static int skipBlanks(String json, int from) {
    int i = from;
    while (i < json.length() && json.charAt(i) <= ' ') {
      i++;
    }
    return i;
  }

  /** The position behind the value that begins here. */
  private static int endOfValue(String json, int from) {
    int depth = 0;
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '"') {
        i = endOfString(json, i);
        if (depth == 0) {
          return i + 1;
        }
      } else if (c == '{' || c == '[') {
        depth++;
      } else if (c == '}' || c == ']' || c == ',') {
        if (depth == 0) {
          return i;
        }
        if (c != ',' && --depth == 0) {
          return i + 1;
        }
      }
    }
    return json.length();
  }

  /** The position of the quote that closes the string whose opening quote is here. */
  private static int endOfString(String json, int quote) {
    for (int i = quote + 1; i < json.length(); i++) {
      char c = json.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        return i;
      }
    }
    return json.length() - 1;
  }
}
