package dev.tachograph.bootstrap.executor;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the name of a pool's thread says about the pool. */
final class ThreadNames {
  private static final int LONGEST = 100;

  /** More of a name is not looked at. */
  private static final int LONGEST_LOOKED_AT = 1_000;

  private static final String COMMON_POOL_WORKER = "ForkJoinPool.commonPool-worker";
  private static final int SHORTEST_HASH = 5;
  private static final String UUID = "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx";

  /** Hazelcast's threads are called after its instance, whose name is made of random words. */
  private static final String HAZELCAST = "hz.";

  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  /** Words that end in a number which is part of the word. */
  private static final Set<String> WORDS =
      new HashSet<>(
          Arrays.asList(
              "s3", "ec2", "h2", "db2", "http1", "http2", "http3", "oauth2", "ipv4", "ipv6",
              "log4j2", "v1", "v2", "v3"));

  private ThreadNames() {}

  /**
   * The name without what differs from thread to thread, from pool to pool of a kind, and from run
   * to run: numbers, wherever they are, dates, hash codes and UUIDs. It is {@code orders} for
   * {@code orders-2-7} and for {@code orders-3e9b51-7}, and {@code order handler} for {@code order
   * 17 handler}.
   *
   * @return null if it is one that the JDK gives to threads that nobody has named
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
      String kept = isUuid(name, word, end) ? "" : keptOf(name.substring(word, end));
      for (int i = at; i < word; i++) {
        char separator = name.charAt(i);
        // With a number goes what is before it, but for brackets, which may hold more.
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

  /** What is left of a word: all, all but the digits at its end, or nothing of a number. */
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
    if (hash || (isDigit(word.charAt(0)) && digits > 2 * (word.length() - digits))) {
      return "";
    }
    int end = word.length();
    while (isDigit(word.charAt(end - 1))) {
      end--;
    }
    return word.substring(0, end);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBracket(char c) {
    return OPENING.indexOf(c) >= 0 || CLOSING.indexOf(c) >= 0;
  }

  /** Without brackets that hold nothing, or are not closed, and separators at either end. */
  private static String balanced(String name) {
    StringBuilder left = new StringBuilder();
    // Where each bracket is that is yet to be closed, plus one.
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

  /** Not longer than a name may be, and not cut in the midst of what is in brackets. */
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
