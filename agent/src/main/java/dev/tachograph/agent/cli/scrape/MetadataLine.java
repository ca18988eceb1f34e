package dev.tachograph.agent.cli.scrape;

import org.jspecify.annotations.Nullable;

/** A line like {@code # TYPE name text}; the name may be quoted. Immutable. */
final class MetadataLine {
  final String keyword;
  final String name;

  /** What follows the name; null if nothing does. */
  final @Nullable String text;

  private MetadataLine(String keyword, String name, @Nullable String text) {
    this.keyword = keyword;
    this.name = name;
    this.text = text;
  }

  /**
   * Reads a line that begins with {@code #}.
   *
   * @param blanks the characters that separate its parts
   * @return null if it has no keyword and no name
   */
  static @Nullable MetadataLine of(String line, String blanks) throws FormatException {
    int[] at = {1};
    skip(line, blanks, at);
    String keyword = word(line, blanks, at);
    skip(line, blanks, at);
    if (keyword.isEmpty() || at[0] >= line.length()) {
      return null;
    }
    String name;
    if (line.charAt(at[0]) == '"') {
      int end = at[0] + 1;
      while (end < line.length() && line.charAt(end) != '"') {
        end += line.charAt(end) == '\\' ? 2 : 1;
      }
      if (end >= line.length()) {
        throw new FormatException("a quote is missing");
      }
      name = Names.unescaped(line.substring(at[0] + 1, end), true);
      at[0] = end + 1;
    } else {
      name = word(line, blanks, at);
      // Other lines are comments, in which anything may stand.
      if (keyword.equals("HELP") || keyword.equals("TYPE") || keyword.equals("UNIT")) {
        Names.metric(name);
      }
    }
    boolean more = at[0] < line.length();
    skip(line, blanks, at);
    return new MetadataLine(keyword, name, more ? line.substring(at[0]) : null);
  }

  private static void skip(String line, String blanks, int[] at) {
    while (at[0] < line.length() && blanks.indexOf(line.charAt(at[0])) >= 0) {
      at[0]++;
    }
  }

  private static String word(String line, String blanks, int[] at) {
    int start = at[0];
    while (at[0] < line.length() && blanks.indexOf(line.charAt(at[0])) < 0) {
      at[0]++;
    }
    return line.substring(start, at[0]);
  }
}
