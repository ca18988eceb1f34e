package dev.tachograph.bootstrap.executor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Derives the name of a pool from that of its thread. */
final class ThreadNames {
  private static final int LONGEST = 100;

  /** Further characters of a name are ignored. */
  private static final int LONGEST_LOOKED_AT = 1_000;

  private static final String COMMON_POOL_WORKER = "ForkJoinPool.commonPool-worker";
  private static final int SHORTEST_HASH = 5;
  private static final String UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  /**
   * The prefix of Hazelcast's threads. The instance's name follows, which consists of random words.
   */
  private static final String HAZELCAST = "hz.";

  /**
   * The prefixes of the threads of search engines. The node's name follows in brackets. Nodes that
   * nobody has named choose one by chance.
   */
  private static final List<String> SEARCH_ENGINES = Arrays.asList("elasticsearch[", "opensearch[");

  private static final int ULID_LENGTH = 26;

  /** How often a random word changes between letters and digits, at least. */
  private static final int CHANGES = 5;

  private static final int CHOPPED_PARTS = 4;
  private static final int SHORTEST_CHOPPED = 6;

  private static final String QUOTES = "'\"";
  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  /** Words that end in a number which is part of the word. */
  private static final Set<String> WORDS =
      new HashSet<>(
          Arrays.asList(
              "s3", "ec2", "h2", "db2", "http1", "http2", "http3", "oauth2", "ipv4", "ipv6",
              "log4j2", "utf8", "utf16", "x509", "md5", "sha1", "sha256", "base64", "v1", "v2",
              "v3"));

  private ThreadNames() {}

  /**
   * The name without parts that differ between threads, between pools of a kind, and between runs:
   * numbers anywhere, dates, hash codes, UUIDs, and words that mix letters and digits as only
   * chance does. It is {@code orders} for {@code orders-2-7} and for {@code orders-3e9b51-7}, and
   * {@code order handler} for {@code order 17 handler}.
   *
   * @return null if it is a default name of the JDK
   */
  static @Nullable String pattern(String threadName) {
    String name =
        threadName.length() > LONGEST_LOOKED_AT
            ? threadName.substring(0, LONGEST_LOOKED_AT)
            : threadName;
    String pattern = shortened(balanced(withoutNumbers(withoutInstance(name))));
    if (pattern.equals(COMMON_POOL_WORKER)) {
      return ExecutorNames.COMMON_POOL;
    }
    return pattern.isEmpty() || isDefault(pattern) ? null : pattern;
  }

  private static boolean isDefault(String pattern) {
    return pattern.equals("Thread")
        || pattern.equals("pool-thread")
        || pattern.equals("ForkJoinPool-worker");
  }

  private static String withoutInstance(String name) {
    for (String engine : SEARCH_ENGINES) {
      int closing = name.startsWith(engine) ? name.indexOf(']') : -1;
      // Without a node, the pool comes first.
      if (closing > 0 && !name.startsWith("][T#", closing)) {
        return engine + name.substring(closing);
      }
    }
    int end = name.startsWith(HAZELCAST) ? name.indexOf('.', HAZELCAST.length()) : -1;
    return end < 0 ? name : HAZELCAST + name.substring(end + 1);
  }

  private static String withoutNumbers(String name) {
    StringBuilder left = new StringBuilder();
    int at = 0;
    while (at < name.length()) {
      int word = at;
      while (word < name.length() && !Character.isLetterOrDigit(name.charAt(word))) {
        word++;
      }
      int end = endOfWord(name, word);
      boolean dropped = isUuid(name, word, end) || isEndOfTime(name, word, end);
      String kept = dropped ? "" : keptOf(name.substring(word, end));
      boolean isApostrophe = at > 0 && word - at == 1 && word < end;
      for (int i = at; i < word; i++) {
        char separator = name.charAt(i);
        // A number takes the separators before it along, except brackets, which may contain more.
        // What was between quotes may be gone, so they do not belong to the name.
        if (QUOTES.indexOf(separator) >= 0 && !isApostrophe) {
          continue;
        }
        if (!kept.isEmpty() || end == word || isBracket(separator)) {
          left.append(separator);
        }
      }
      left.append(kept);
      at = end;
    }
    return left.toString();
  }

  private static int endOfWord(String name, int word) {
    if (isUuid(name, word, word + UUID.length())) {
      return word + UUID.length();
    }
    int end = word;
    while (end < name.length() && Character.isLetterOrDigit(name.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isUuid(String name, int word, int end) {
    if (end - word != UUID.length() || end > name.length()) {
      return false;
    }
    for (int i = 0; i < UUID.length(); i++) {
      char c = name.charAt(word + i);
      if (UUID.charAt(i) == '-' ? c != '-' : Character.digit(c, 16) < 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it is the end of a time of day in UTC, as in {@code 23:00:00Z}. */
  private static boolean isEndOfTime(String name, int word, int end) {
    return end - word == 3
        && word > 0
        && name.charAt(word - 1) == ':'
        && isDigit(name.charAt(word))
        && isDigit(name.charAt(word + 1))
        && name.charAt(word + 2) == 'Z';
  }

  /** The part of a word to keep: all, all but the digits at its end, or nothing of a number. */
  private static String keptOf(String word) {
    int digits = 0;
    int hex = 0;
    for (int i = 0; i < word.length(); i++) {
      digits += isDigit(word.charAt(i)) ? 1 : 0;
      hex += Character.digit(word.charAt(i), 16) >= 0 ? 1 : 0;
    }
    if (digits == 0 || WORDS.contains(word)) {
      return word;
    }
    boolean hash = hex == word.length() && hex >= SHORTEST_HASH;
    if (hash
        || isHexLiteral(word, hex)
        || isRandom(word)
        || isChopped(word)
        || (isDigit(word.charAt(0)) && digits > 2 * (word.length() - digits))) {
      return "";
    }
    int end = word.length();
    while (isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }

  private static boolean isHexLiteral(String word, int hexDigits) {
    return word.length() > 2 && word.startsWith("0x") && hexDigits == word.length() - 1;
  }

  /**
   * Whether digits and letters take turns so often that nobody has thought of the word, or it is a
   * ULID. A word such as {@code log4j2} changes between them three times, {@code i18nL10n} four
   * times.
   */
  private static boolean isRandom(String word) {
    int changes = 0;
    boolean upper = false;
    boolean lower = false;
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      upper |= Character.isUpperCase(c);
      lower |= Character.isLowerCase(c);
      changes += i > 0 && isDigit(c) != isDigit(word.charAt(i - 1)) ? 1 : 0;
    }
    boolean ulid = word.length() == ULID_LENGTH && isDigit(word.charAt(0)) && !lower;
    return ulid || changes > CHANGES || (changes == CHANGES && upper && lower);
  }

  /**
   * Whether a word of both cases falls into four parts or more, none of which is one that people
   * give: single digits, and letters of which no three follow each other, as in {@code Xy7Zk2Q}. A
   * number at the end does not count. In {@code K8sJob} there is a word, in {@code i18nL10n} there
   * are numbers.
   */
  private static boolean isChopped(String word) {
    int end = word.length();
    while (end > 0 && isDigit(word.charAt(end - 1))) {
      end--;
    }
    int parts = 0;
    int length = 0;
    boolean upper = false;
    boolean lower = false;
    for (int i = 0; i < end; i++) {
      char c = word.charAt(i);
      boolean digit = isDigit(c);
      upper |= Character.isUpperCase(c);
      lower |= Character.isLowerCase(c);
      length = i > 0 && digit == isDigit(word.charAt(i - 1)) ? length + 1 : 1;
      parts += length == 1 ? 1 : 0;
      if (length > (digit ? 1 : 2)) {
        return false;
      }
    }
    return upper && lower && parts >= CHOPPED_PARTS && end >= SHORTEST_CHOPPED;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBracket(char c) {
    return OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0;
  }

  /** Removes empty and unclosed brackets, and separators at either end. */
  private static String balanced(String name) {
    StringBuilder left = new StringBuilder();
    // The positions, plus one, of brackets that are still open.
    StringBuilder open = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      int closes = CLOSING.indexOf(c);
      if (closes < 0) {
        left.append(c);
        if (OPENING.indexOf(c) >= 0) {
          open.append((char) left.length());
        }
        continue;
      }
      int last = open.length() == 0 ? -1 : open.charAt(open.length() - 1) - 1;
      if (last < 0 || left.charAt(last) != OPENING.charAt(closes)) {
        continue;
      }
      open.setLength(open.length() - 1);
      trimEnd(left);
      if (left.length() <= last + 1) {
        left.setLength(Math.min(left.length(), last));
      } else {
        left.append(c);
      }
    }
    for (int i = open.length() - 1; i >= 0; i--) {
      int bracket = open.charAt(i) - 1;
      if (bracket < left.length()) {
        left.deleteCharAt(bracket);
      }
    }
    trimEnd(left);
    int start = 0;
    while (start < left.length() && isSeparator(left.charAt(start))) {
      start++;
    }
    return left.substring(start);
  }

  private static void trimEnd(StringBuilder name) {
    int end = name.length();
    while (end > 0 && isSeparator(name.charAt(end - 1))) {
      end--;
    }
    name.setLength(end);
  }

  private static boolean isSeparator(char c) {
    return " -_#.:/%@$|,;=".indexOf(c) >= 0;
  }

  /** Cuts the name to the maximum length, but not within brackets. */
  private static String shortened(String name) {
    if (name.length() <= LONGEST) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    int depth = 0;
    int outermost = -1;
    for (int i = 0; i < end; i++) {
      if (OPENING.indexOf(name.charAt(i)) >= 0) {
        outermost = depth++ == 0 ? i : outermost;
      } else if (CLOSING.indexOf(name.charAt(i)) >= 0) {
        depth--;
      }
    }
    StringBuilder left = new StringBuilder(name);
    left.setLength(depth > 0 && outermost > 0 ? outermost : end);
    trimEnd(left);
    return left.toString();
  }
}
