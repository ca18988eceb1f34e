package dev.tachograph.bootstrap.metrics;

/**
 * Makes label values valid for the exposition. Different series stay different there, and no single
 * value can fill a scrape.
 */
final class LabelValues {
  /** The maximum length of a label value, in characters. */
  static final int MAX_LENGTH = 200;

  /** The last character of a value that was cut. */
  private static final char CUT = '\u2026';

  private static final char REPLACEMENT = '\uFFFD';

  private LabelValues() {}

  /**
   * Replaces surrogates without their other half, which cannot be encoded, and cuts long values.
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
   * Replaces each surrogate that has no other half.
   *
   * @param from the position of the first surrogate
   */
  private static String encodable(String value, int from) {
    StringBuilder changed = null;
    // The rest is cut off. The loop looks one further, at the possible other half of the last one.
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
