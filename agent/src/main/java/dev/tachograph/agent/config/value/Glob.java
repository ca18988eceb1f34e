package dev.tachograph.agent.config.value;

/** Names with {@code *}, which stands for any characters but {@code $}. */
public final class Glob {
  private Glob() {}

  /**
   * Whether the pattern matches the part of the text from start to end.
   *
   * <p>Only the last {@code *} so far ever needs to take more characters: whatever an earlier one
   * could reach by taking more, the last one reaches too. A star cannot pass a {@code $}, but this
   * still holds, because an earlier star would have to pass the same {@code $}.
   */
  public static boolean matches(String pattern, String text, int start, int end) {
    int p = 0;
    int t = start;
    int star = -1;
    int resume = -1;
    while (t < end) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        resume = t;
      } else if (p < pattern.length() && pattern.charAt(p) == text.charAt(t)) {
        p++;
        t++;
      } else if (star >= 0 && text.charAt(resume) != '$') {
        p = star + 1;
        t = ++resume;
      } else {
        return false;
      }
    }
    while (p < pattern.length() && pattern.charAt(p) == '*') {
      p++;
    }
    return p == pattern.length();
  }

  public static boolean matches(String pattern, String text) {
    return matches(pattern, text, 0, text.length());
  }
}
