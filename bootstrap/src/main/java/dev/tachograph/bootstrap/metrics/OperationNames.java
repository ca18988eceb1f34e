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

  /** Whether a label of an operation with this name would mean something else. */
  public static boolean isReserved(String label) {
    return label.equals(ERROR_TYPE) || label.equals(OPERATION) || isReservedEverywhere(label);
  }

  /** Whether a label of this name means something else to Prometheus. */
  public static boolean isReservedEverywhere(String label) {
    return isOfSamples(label) || label.startsWith("__");
  }

  /** Whether this label tells the samples of a histogram or a summary apart. */
  public static boolean isOfSamples(String label) {
    return label.equals("le") || label.equals("quantile");
  }
}
