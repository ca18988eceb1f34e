package dev.tachograph.bootstrap.operation;

import dev.tachograph.bootstrap.metrics.OperationNames;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.support.Failures;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One operation. It finds the series of its label values. Thread-safe. */
public final class Operation {
  /** The {@code error_type} of work that was cancelled. */
  public static final String CANCELLED = "cancelled";

  /** The most labels that an operation can have. */
  public static final int MAX_LABELS = OperationNames.MAX_LABELS;

  private final String name;
  private final OperationFamilies families;
  private final OperationSettings settings;

  Operation(String name, OperationFamilies families, OperationSettings settings) {
    this.name = name;
    this.families = families;
    this.settings = settings;
  }

  /** The name as it was given, not as it is exposed. */
  public String name() {
    return name;
  }

  /**
   * The position of a label among the values that {@link #timer} takes. The label is added unless
   * the operation has it.
   *
   * @return -1 if the operation has as many labels as it can have
   * @throws IllegalArgumentException if Prometheus does not accept the name
   */
  public int position(String label) {
    int position = families.position(label);
    return position < 0 || !settings.inOneFamily ? position : position - 1;
  }

  /** The {@link #position} of a label that the operation has, or -1. Takes no lock. */
  int knownPosition(String label) {
    int position = families.knownPosition(label);
    return position < 0 || !settings.inOneFamily ? position : position - 1;
  }

  /** The series with these values, each at the {@link #position} of its label; empty for none. */
  public OutcomeTimer timer(String a, String b, String c, String d) {
    return settings.inOneFamily
        ? families.latency.withLabels(clean(name), clean(a), clean(b), clean(c), clean(d))
        : families.latency.withLabels(clean(a), clean(b), clean(c), clean(d), "");
  }

  private String clean(String value) {
    return settings.cleanLabels ? LabelCleaning.cleaned(value) : value;
  }

  /** Counts a failure of the work of one series. {@link OutcomeTimer#fail} counts its duration. */
  public void failed(OutcomeTimer timer, Throwable failure) {
    failed(timer, errorType(failure));
  }

  /** Counts a failure of the work of one series under this {@code error_type}. */
  public void failed(OutcomeTimer timer, String errorType) {
    List<String> values = timer.labelValues();
    families
        .failures
        .withLabels(clean(errorType), at(values, 0), at(values, 1), at(values, 2), at(values, 3))
        .increment();
  }

  private static String at(List<String> values, int position) {
    return position < values.size() ? values.get(position) : "";
  }

  /** The {@code error_type} of a failure: its simple class name, never its message. */
  public static String errorType(@Nullable Throwable failure) {
    Throwable cause = Failures.unwrapped(failure);
    if (cause == null || cause instanceof CancellationException) {
      return CANCELLED;
    }
    return Failures.label(cause);
  }
}
