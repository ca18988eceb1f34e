package dev.tachograph.bootstrap.operation;

/** Makes label values of letters, digits, {@code _} and {@code :} alone. */
final class LabelCleaning {
  private LabelCleaning() {}

  /** The value without white space at its ends, with {@code _} for every other character. */
  static String cleaned(String value) {
    String trimmed = value.trim();
    char[] changed = null;
    for (int i = 0; i < trimmed.length(); i++) {
      if (!isAllowed(trimmed.charAt(i))) {
        changed = changed == null ? trimmed.toCharArray() : changed;
        changed[i] = '_';
      }
    }
    return changed == null ? trimmed : new String(changed);
  }

  private static boolean isAllowed(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == ':';
  }
}
