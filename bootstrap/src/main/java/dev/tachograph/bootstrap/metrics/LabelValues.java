package dev.tachograph.bootstrap.metrics;

/**
 * Makes label values fit to be exposed, so that no two series look the same there that are not, and
 * none fills a scrape by itself.
 */
final class LabelValues {
  /** The most characters of a label value. */
  static final int MAX_LENGTH = 200;

  /** Ends a value that was too long. */
  private static final char CUT = '\u2026';

  private static final char REPLACEMENT = '\uFFFD';

  private LabelValues() {}

  /**
   * The value, without what cannot be encoded: half a pair of surrogates; and not too long.
   *
   * @return the same object if there is nothing to change
   */
  static String valid(String value) {
    int end = Math.min(value.length(), MAX_LENGTH);
    for (int i = 0; i < end; i++) {
      if (Character.isSurrogate(value.charAt(i))) {
        return shortened(encodable(value, i));
      }
    }
    return shortened(value);
  }

  /**
   * The value with a replacement for each surrogate that is alone.
   *
   * @param from where the first surrogate is
   */
  private static String encodable(String value, int from) {
    StringBuilder changed = null;
    // What follows is cut off; one more, since it may be the other half of the last.
    int end = Math.min(value.length(), MAX_LENGTH + 1);
    for (int i = from; i < end; i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        changed = changed == null ? new StringBuilder(value) : changed;
        changed.setCharAt(i, REPLACEMENT);
      }
    }
    return changed == null ? value : changed.toString();
  }

  private static String shortened(String value) {
    if (value.length() <= MAX_LENGTH) {
      return value;
    }
    int end = MAX_LENGTH - 1;
    if (Character.isHighSurrogate(value.charAt(end - 1))) {
      end--;
    }
    return value.substring(0, end) + CUT;
  }
}
