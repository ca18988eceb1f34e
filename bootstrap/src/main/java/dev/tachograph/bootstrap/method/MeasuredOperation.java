package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.operation.CurrentOperation;
import dev.tachograph.bootstrap.operation.Operation;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method whose calls are an operation. */
public final class MeasuredOperation extends MeasuredMethod {
  private final Operation operation;

  /** By the position of their labels; null for a label of another rule. */
  private final @Nullable Template[] labels;

  /** Names of the Throwables that are failures, with their subclasses; null if all are. */
  private final @Nullable Set<String> failures;

  private final boolean needsResult;

  /** The series of all calls; null if calls differ, or if the families have no room for it. */
  private final @Nullable OutcomeTimer fixed;

  /**
   * @param labels templates of label values, by the {@linkplain Operation#position position} of
   *     their labels; null for none
   * @param failures names of the classes of Throwables that are failures; null if all are
   */
  public MeasuredOperation(
      Operation operation, @Nullable Template[] labels, @Nullable Set<String> failures) {
    this.operation = operation;
    this.labels = new Template[Operation.MAX_LABELS];
    this.failures = failures;
    boolean allFixed = true;
    boolean result = false;
    for (int i = 0; i < labels.length; i++) {
      Template label = labels[i];
      this.labels[i] = label;
      allFixed &= label == null || label.fixed() != null;
      result |= label != null && label.needsResult();
    }
    this.needsResult = result;
    // Looked up now, so that the families show the operation before its first call.
    OutcomeTimer timer = allFixed ? timer(null, new Object[0], null) : null;
    // A look-up that finds the series of all others is to be counted at each call.
    this.fixed = timer == null || isOther(timer) ? null : timer;
  }

  private static boolean isOther(OutcomeTimer timer) {
    List<String> values = timer.labelValues();
    return !values.isEmpty() && Collections.frequency(values, MetricFamily.OTHER) == values.size();
  }

  @Override
  public boolean isFixed() {
    return fixed != null;
  }

  @Override
  public boolean needsResult() {
    return needsResult;
  }

  @Override
  Object series(@Nullable Object self, Object[] arguments) {
    OutcomeTimer timer = fixed;
    return timer == null ? timer(self, arguments, null) : timer;
  }

  @Override
  Object series(Object begun, @Nullable Object self, Object[] arguments, @Nullable Object result) {
    OutcomeTimer timer = timer(self, arguments, result);
    if (timer != begun) {
      timer.begin();
      ((OutcomeTimer) begun).withdraw();
    }
    return timer;
  }

  private OutcomeTimer timer(@Nullable Object self, Object[] arguments, @Nullable Object result) {
    return operation.timer(
        value(0, self, arguments, result),
        value(1, self, arguments, result),
        value(2, self, arguments, result),
        value(3, self, arguments, result));
  }

  private String value(
      int position, @Nullable Object self, Object[] arguments, @Nullable Object result) {
    Template label = labels[position];
    String value = label == null ? null : label.of(self, arguments, result);
    return value == null ? "" : value;
  }

  @Override
  void begun(Object series) {
    ((OutcomeTimer) series).begin();
  }

  @Override
  void entered(Object series) {
    CurrentOperation.enter((OutcomeTimer) series);
  }

  @Override
  void left(Object series) {
    CurrentOperation.leave((OutcomeTimer) series);
  }

  @Override
  void ended(Object series, long nanos, long end, @Nullable Throwable failure) {
    OutcomeTimer timer = (OutcomeTimer) series;
    if (failure == null || !isFailure(failure)) {
      timer.succeed(nanos, end);
    } else {
      operation.failed(timer, failure);
      timer.fail(nanos, end);
    }
  }

  private boolean isFailure(Throwable failure) {
    Set<String> names = failures;
    if (names == null) {
      return true;
    }
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (names.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }

  @Override
  void withdrawn(Object series) {
    ((OutcomeTimer) series).withdraw();
  }
}
