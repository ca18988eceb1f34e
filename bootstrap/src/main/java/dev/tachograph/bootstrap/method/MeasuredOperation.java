package dev.tachograph.bootstrap.method;

import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.OutcomeTimer;
import dev.tachograph.bootstrap.operation.CurrentOperation;
import dev.tachograph.bootstrap.operation.Operation;
import dev.tachograph.bootstrap.support.Failures;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** A method whose calls are an operation. */
public final class MeasuredOperation extends MeasuredMethod {
  private final Operation operation;

  /** By the position of their labels; null for a label of another rule. */
  private final @Nullable Template[] labels;

  /** Names of the Throwables that are failures, with their subclasses; null if all are. */
  private final @Nullable Set<String> failures;

  private final boolean needsResult;

  /**
   * @param labels templates of label values, by the {@linkplain Operation#position position} of
   *     their labels; null for none
   * @param failures names of the classes of Throwables that are failures; null if all are
   */
  public MeasuredOperation(
      Operation operation, @Nullable Template[] labels, @Nullable Set<String> failures) {
    super(fixed(operation, labels));
    this.operation = operation;
    this.labels = Arrays.copyOf(labels, Operation.MAX_LABELS);
    this.failures = failures;
    boolean result = false;
    for (Template label : labels) {
      result |= label != null && label.needsResult();
    }
    this.needsResult = result;
  }

  /**
   * The series of all calls; null if calls differ, or if the families have no room for it. It is
   * looked up before the first call, so that the families show the operation.
   */
  private static @Nullable OutcomeTimer fixed(Operation operation, @Nullable Template[] labels) {
    String[] values = {"", "", "", ""};
    for (int i = 0; i < labels.length; i++) {
      Template label = labels[i];
      if (label != null) {
        String value = label.fixed();
        if (value == null) {
          return null;
        }
        values[i] = value;
      }
    }
    OutcomeTimer timer = operation.timer(values[0], values[1], values[2], values[3]);
    // A look-up that finds the series of all others is to be counted at each call.
    return isOther(timer) ? null : timer;
  }

  private static boolean isOther(OutcomeTimer timer) {
    List<String> values = timer.labelValues();
    return !values.isEmpty() && Collections.frequency(values, MetricFamily.OTHER) == values.size();
  }

  @Override
  public boolean needsResult() {
    return needsResult;
  }

  /** A call whose labels need its result. */
  private static final class Begun {
    final OutcomeTimer timer;

    /** The texts of each label's parts. */
    final @Nullable String[] @Nullable [] texts;

    Begun(OutcomeTimer timer, @Nullable String[] @Nullable [] texts) {
      this.timer = timer;
      this.texts = texts;
    }
  }

  @Override
  Object seriesOf(@Nullable Object self, Object[] arguments) {
    if (!needsResult) {
      return timer(self, arguments);
    }
    @Nullable String[] @Nullable [] texts = new String[Operation.MAX_LABELS][];
    for (int i = 0; i < texts.length; i++) {
      Template label = labels[i];
      texts[i] = label == null ? null : label.begun(self, arguments);
    }
    return new Begun(timerOf(texts, null), texts);
  }

  @Override
  Object series(Object begun, @Nullable Object result) {
    Begun call = (Begun) begun;
    OutcomeTimer timer = timerOf(call.texts, result);
    if (timer != call.timer) {
      timer.begin();
      call.timer.withdraw();
    }
    return timer;
  }

  private OutcomeTimer timerOf(@Nullable String[] @Nullable [] texts, @Nullable Object result) {
    return operation.timer(
        value(0, texts, result),
        value(1, texts, result),
        value(2, texts, result),
        value(3, texts, result));
  }

  private String value(
      int position, @Nullable String[] @Nullable [] texts, @Nullable Object result) {
    Template label = labels[position];
    String value = label == null ? null : label.ended(texts[position], result);
    return value == null ? "" : value;
  }

  private OutcomeTimer timer(@Nullable Object self, Object[] arguments) {
    return operation.timer(
        value(0, self, arguments),
        value(1, self, arguments),
        value(2, self, arguments),
        value(3, self, arguments));
  }

  private String value(int position, @Nullable Object self, Object[] arguments) {
    Template label = labels[position];
    String value = label == null ? null : label.of(self, arguments, null);
    return value == null ? "" : value;
  }

  private static OutcomeTimer timer(Object series) {
    return series instanceof OutcomeTimer ? (OutcomeTimer) series : ((Begun) series).timer;
  }

  @Override
  boolean begun(Object series) {
    timer(series).begin();
    return true;
  }

  @Override
  void entered(Object series) {
    CurrentOperation.enter(timer(series));
  }

  @Override
  void left(Object series) {
    CurrentOperation.leave(timer(series));
  }

  @Override
  void ended(Object series, long nanos, long end, @Nullable Throwable failure) {
    OutcomeTimer timer = timer(series);
    if (failure == null || !isFailure(failure)) {
      timer.succeed(nanos, end);
    } else {
      operation.failed(timer, failure);
      timer.fail(nanos, end);
    }
  }

  /** A cancellation is a failure, whichever exceptions are. */
  private boolean isFailure(Throwable failure) {
    Throwable cause = Failures.unwrapped(failure);
    return failures == null
        || cause instanceof CancellationException
        || isNamed(failure)
        || (cause != null && isNamed(cause));
  }

  private boolean isNamed(Throwable failure) {
    for (Class<?> type = failure.getClass(); type != null; type = type.getSuperclass()) {
      if (failures != null && failures.contains(type.getName())) {
        return true;
      }
    }
    return false;
  }

  @Override
  void withdrawn(Object series) {
    timer(series).withdraw();
  }
}
