package dev.tachograph.bootstrap.support;

/** HTTP status codes as label values. Responses share the strings, so none makes a new one. */
public final class HttpStatus {
  /** The label where no response came. */
  public static final String NO_RESPONSE = "error";

  private static final String[] LABELS = new String[600];

  static {
    for (int i = 100; i < LABELS.length; i++) {
      LABELS[i] = Integer.toString(i);
    }
  }

  private HttpStatus() {}

  /** The label of a status code. */
  public static String label(int status) {
    return status >= 100 && status < LABELS.length ? LABELS[status] : Integer.toString(status);
  }
}
