package dev.tachograph.bootstrap.uri;

import org.jspecify.annotations.Nullable;

/**
 * Recognizes a path segment that is an id from the segment alone, and chooses its placeholder. It
 * leaves uncertain segments to {@link TemplateTree}, which counts the values of a place.
 */
final class SegmentKind {
  static final String ID = "{id}";
  static final String UUID = "{uuid}";
  static final String HEX = "{hex}";
  static final String TOKEN = "{token}";
  static final String EMAIL = "{email}";
  static final String DATE = "{date}";

  private static final int MIN_HEX = 8;
  private static final int MIN_TOKEN = 20;
  private static final int MAX_LITERAL = 64;
  private static final int MAX_EXTENSION = 5;
  private static final int MAX_VERB = 32;

  /** The composition of a segment, counted in one pass. */
  private static final class Census {
    int digits;
    int letters;
    int hexLetters;
    int digitRuns;
    int longestRun;
    int separators;
    int lowerToUpper;
    boolean at;
    boolean odd;

    /** Whether one part between separators consists of digits only and is not the first. */
    boolean numberedPart;

    Census() {}
  }

  private SegmentKind() {}

  /**
   * The placeholder for a segment, with its extension or verb if it has one, as in {@code
   * {id}.json} or {@code {id}:cancel}; null if the segment is not an id.
   */
  static @Nullable String of(String segment) {
    String whole = placeholder(segment);
    if (whole != null && whole != TOKEN && whole != ID) {
      return whole;
    }
    int suffix = suffix(segment);
    if (suffix > 0) {
      String stem = placeholder(segment.substring(0, suffix));
      return stem == null ? whole : stem + segment.substring(suffix);
    }
    return whole;
  }

  /** The position of the dot or colon before an extension or verb; 0 if there is none. */
  private static int suffix(String segment) {
    int at = segment.length() - 1;
    while (at > 0 && isLetter(segment.charAt(at))) {
      at--;
    }
    int length = segment.length() - at - 1;
    boolean extension = segment.charAt(at) == '.' && length <= MAX_EXTENSION;
    boolean verb = segment.charAt(at) == ':' && length <= MAX_VERB;
    return at > 0 && length > 0 && (extension || verb) ? at : 0;
  }

  private static @Nullable String placeholder(String segment) {
    int length = segment.length();
    if (length > MAX_LITERAL) {
      return TOKEN;
    }
    Census census = census(segment);
    if (census.odd) {
      return TOKEN;
    }
    if (census.at) {
      return EMAIL;
    }
    if (census.digits == 0) {
      // Random letters change case where words do not.
      return length >= MIN_TOKEN && census.lowerToUpper >= length / 5 ? TOKEN : null;
    }
    if (isUuid(segment)) {
      return UUID;
    }
    if (isDate(segment)) {
      return DATE;
    }
    if (census.letters == 0) {
      return isVersion(segment) ? null : ID;
    }
    if (isHex(segment, census)) {
      return HEX;
    }
    if (isVersion(segment) || isEncoding(segment)) {
      return null;
    }
    if (length >= MIN_TOKEN) {
      return TOKEN;
    }
    boolean mixed = census.longestRun >= 3 || census.digitRuns >= 2 || census.numberedPart;
    return mixed ? ID : null;
  }

  private static Census census(String segment) {
    Census census = new Census();
    int run = 0;
    int runStart = 0;
    int length = segment.length();
    for (int i = 0; i < length; i++) {
      char c = segment.charAt(i);
      if (c == '%' && i + 2 < length) {
        // An escaped character: its digits do not belong to the name.
        census.at |= segment.charAt(i + 1) == '4' && segment.charAt(i + 2) == '0' && i > 0;
        census.separators++;
        i += 2;
        run = 0;
        continue;
      }
      if (isDigit(c)) {
        runStart = run == 0 ? i : runStart;
        census.digitRuns += run == 0 ? 1 : 0;
        run++;
        census.digits++;
        census.longestRun = Math.max(census.longestRun, run);
        boolean ends = i + 1 == length || isSeparator(segment.charAt(i + 1));
        boolean begins = runStart > 0 && isSeparator(segment.charAt(runStart - 1));
        census.numberedPart |= ends && begins;
        continue;
      }
      run = 0;
      if (isLetter(c)) {
        census.letters++;
        census.hexLetters += isHexLetter(c) ? 1 : 0;
        boolean afterLower = i > 0 && segment.charAt(i - 1) >= 'a' && segment.charAt(i - 1) <= 'z';
        census.lowerToUpper += c <= 'Z' && afterLower ? 1 : 0;
      } else if (c == '@') {
        census.at |= i > 0 && i + 1 < length;
      } else {
        census.separators++;
        census.odd |= c <= ' ' || c >= 127 || c == '{' || c == '}' || c == '"' || c == '\\';
      }
    }
    return census;
  }

  /** {@code 8-4-4-4-12} hexadecimal digits. */
  private static boolean isUuid(String segment) {
    if (segment.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = segment.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !isDigit(c) && !isHexLetter(c)) {
        return false;
      }
    }
    return true;
  }

  /** Hexadecimal digits and letters only, eight or more; or any number of them after {@code 0x}. */
  private static boolean isHex(String segment, Census census) {
    boolean prefixed = segment.startsWith("0x") && segment.length() > 2;
    int others = census.letters - census.hexLetters - (prefixed ? 1 : 0);
    return others == 0 && census.separators == 0 && (prefixed || segment.length() >= MIN_HEX);
  }

  /** {@code 2024-01}, {@code 2024-01-17}, or the latter with a time after it. */
  private static boolean isDate(String segment) {
    int length = segment.length();
    if (length < 7 || !digitsAt(segment, 0, 4) || segment.charAt(4) != '-') {
      return false;
    }
    char century = segment.charAt(0);
    if ((century != '1' && century != '2') || !digitsAt(segment, 5, 2) || segment.charAt(5) > '1') {
      return false;
    }
    if (length == 7) {
      return true;
    }
    boolean day = length >= 10 && segment.charAt(7) == '-' && digitsAt(segment, 8, 2);
    return day && (length == 10 || segment.charAt(10) == 'T' || segment.charAt(10) == '_');
  }

  /**
   * {@code v1}, {@code v2.1}, {@code v1beta2}, {@code 2.0}: they name an API, not a thing in it.
   */
  private static boolean isVersion(String segment) {
    int length = segment.length();
    boolean named = segment.charAt(0) == 'v' || segment.charAt(0) == 'V';
    if (length > 9 || (!named && (length > 4 || segment.indexOf('.') < 0))) {
      return false;
    }
    int run = 0;
    for (int i = named ? 1 : 0; i < length; i++) {
      char c = segment.charAt(i);
      run = isDigit(c) ? run + 1 : 0;
      boolean allowed = isDigit(c) || c == '.' || (named && i > 1 && c >= 'a' && c <= 'z');
      if (!allowed || run > 2) {
        return false;
      }
    }
    return isDigit(segment.charAt(named ? 1 : 0)) && segment.charAt(length - 1) != '.';
  }

  /** {@code utf-8} and the like. */
  private static boolean isEncoding(String segment) {
    return segment.length() <= 8 && segment.regionMatches(true, 0, "utf", 0, 3);
  }

  private static boolean digitsAt(String segment, int from, int count) {
    for (int i = from; i < from + count; i++) {
      if (!isDigit(segment.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private static boolean isHexLetter(char c) {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  private static boolean isSeparator(char c) {
    return !isDigit(c) && !isLetter(c);
  }
}
