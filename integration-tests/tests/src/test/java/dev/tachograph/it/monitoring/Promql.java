package dev.tachograph.it.monitoring;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the names of metrics in expressions that Prometheus takes. */
final class Promql {
  /** What may hold words that are no metrics: strings, matchers, ranges, lists of labels. */
  private static final Pattern OTHER =
      Pattern.compile(
          "\"(?:[^\"\\\\]|\\\\.)*\""
              + "|\\{[^}]*}"
              + "|\\[[^\\]]*]"
              + "|\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  /** A word that no parenthesis follows: with one, it is a function or an aggregation. */
  private static final Pattern WORD = Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*+(?!\\s*\\()");

  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "bool", "offset");

  private Promql() {}

  static Set<String> metricNames(String expression) {
    // Strings first: they may hold braces.
    String rest = STRING.matcher(expression).replaceAll("\"\"");
    Matcher words = WORD.matcher(OTHER.matcher(rest).replaceAll(" "));
    Set<String> names = new TreeSet<>();
    while (words.find()) {
      if (!KEYWORDS.contains(words.group())) {
        names.add(words.group());
      }
    }
    return names;
  }
}
