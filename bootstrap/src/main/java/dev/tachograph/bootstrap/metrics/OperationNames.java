package dev.tachograph.bootstrap.metrics;

/** What the names of operations' families and labels have in common. */
public final class OperationNames {
  /** The end of the name of an operation's timer. */
  public static final String LATENCY = "_latency_seconds";

  /** The most labels of an operation, with {@link #ERROR_TYPE} beside them. */
  public static final int MAX_LABELS = MetricFamily.MAX_LABELS - 1;

  /** The label of failures. */
  public static final String ERROR_TYPE = "error_type";

  /** The label that tells operations apart that share their families. */
  public static final String OPERATION = "operation";

  private OperationNames() {}

  /** Whether a label of this name would mean something else. */
  public static boolean isReserved(String label) {
    return label.equals(ERROR_TYPE)
        || label.equals(OPERATION)
        || label.equals("le")
        || label.equals("quantile")
        || label.startsWith("__");
  }
}
