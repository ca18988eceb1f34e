package dev.tachograph.agent.config.value;

/** Whole numbers within bounds. */
public final class Numbers extends Parser<Integer> {
  private final int min;
  private final int max;

  private Numbers(int min, int max) {
    this.min = min;
    this.max = max;
  }

  /**
   * Numbers between two bounds, both included.
   *
   * @param min at least 0
   */
  public static Numbers between(int min, int max) {
    return new Numbers(min, max);
  }

  @Override
  public Integer parse(String text) {
    int number = wholeNumber(text);
    if (number < min || number > max) {
      throw notAllowed();
    }
    return number;
  }

  @Override
  public String allowed() {
    return "a whole number from " + min + " to " + max;
  }

  /** The number; -1 unless the text is a whole number of at most nine digits, at least 0. */
  public static int wholeNumber(String text) {
    if (text.isEmpty() || text.length() > 9) {
      return -1;
    }
    int number = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = number * 10 + (c - '0');
    }
    return number;
  }
}
