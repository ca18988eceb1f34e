package dev.tachograph.api;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Records operations, the steps of an application's business, in the agent that measures this JVM.
 *
 * <p>An operation {@code plan} is exposed as {@code plan_latency_seconds}, {@code
 * plan_success_total}, {@code plan_failures_total} with the label {@code error_type}, {@code
 * plan_retries_total} and {@code plan_in_progress}. It comes into being with the first call that
 * names it.
 *
 * <pre>{@code
 * try (Operations.Call call = Operations.start("plan")) {
 *   try {
 *     return plan(request);
 *   } catch (IOException e) {
 *     throw call.failed(e);
 *   }
 * }
 * }</pre>
 *
 * <p><b>Without the agent</b>, every method returns at once, and none allocates anything except the
 * array of a call with three labels or more, which the compiler makes. The same holds before the
 * agent is ready.
 *
 * <p><b>Labels</b> are names and values in turn, or a map; an operation has at most four. A label
 * that the operation does not have yet is added to it. A call that leaves out one of its labels
 * records with the value {@code ""}, and so does a call whose value is null. Use only values of
 * which there are few: beyond {@code series.limit}, the agent records under {@code other}.
 *
 * <p><b>Nothing here throws</b>, and calls of any thread record at once, without a queue. Only the
 * first call that names an operation or a label takes a lock. The agent ignores a call whose
 * operation is null or blank, or whose duration is no number of seconds. It leaves out a label
 * whose name is null, blank, not a name for Prometheus or the fifth, and a last name without a
 * value. A negative duration counts as 0. The agent counts each of these in {@code
 * tachograph_probe_errors_total}, and logs the first of each kind.
 *
 * <p>Copies of this class in several class loaders record in the same series.
 */
public final class Operations {
  private Operations() {}

  /**
   * Records the end of an operation and its duration.
   *
   * @param operation the name of the operation
   * @param success whether it ended well; if not, its {@code error_type} is {@code unknown}
   * @param seconds the duration in seconds
   */
  public static void record(@Nullable String operation, boolean success, double seconds) {
    Hooks.ended(operation, success, true, seconds, null, null, null, null, null, null);
  }

  /**
   * Records the end of an operation and its duration.
   *
   * @param operation the name of the operation
   * @param success whether it ended well; if not, its {@code error_type} is {@code unknown}
   * @param seconds the duration in seconds
   * @param labels values of labels by their names
   */
  public static void record(
      @Nullable String operation,
      boolean success,
      double seconds,
      @Nullable Map<String, String> labels) {
    Hooks.ended(operation, success, true, seconds, null, null, null, null, null, labels);
  }

  /**
   * Records the end of an operation and its duration.
   *
   * @param operation the name of the operation
   * @param success whether it ended well
   * @param seconds the duration in seconds
   * @param errorType what went wrong, in few different words, such as the simple name of an
   *     exception's class; null for {@code unknown}; not used after a success
   */
  public static void record(
      @Nullable String operation, boolean success, double seconds, @Nullable String errorType) {
    Hooks.ended(operation, success, true, seconds, errorType, null, null, null, null, null);
  }

  /**
   * Records the end of an operation and its duration.
   *
   * @param operation the name of the operation
   * @param success whether it ended well
   * @param seconds the duration in seconds
   * @param errorType what went wrong, in few different words, such as the simple name of an
   *     exception's class; null for {@code unknown}; not used after a success
   * @param label the name of a label
   * @param value its value
   */
  public static void record(
      @Nullable String operation,
      boolean success,
      double seconds,
      @Nullable String errorType,
      @Nullable String label,
      @Nullable String value) {
    Hooks.ended(operation, success, true, seconds, errorType, label, value, null, null, null);
  }

  /**
   * Records the end of an operation and its duration.
   *
   * @param operation the name of the operation
   * @param success whether it ended well
   * @param seconds the duration in seconds
   * @param errorType what went wrong, in few different words, such as the simple name of an
   *     exception's class; null for {@code unknown}; not used after a success
   * @param label1 the name of a label
   * @param value1 its value
   * @param label2 the name of another label
   * @param value2 its value
   */
  public static void record(
      @Nullable String operation,
      boolean success,
      double seconds,
      @Nullable String errorType,
      @Nullable String label1,
      @Nullable String value1,
      @Nullable String label2,
      @Nullable String value2) {
    Hooks.ended(operation, success, true, seconds, errorType, label1, value1, label2, value2, null);
  }

  /**
   * Records the end of an operation and its duration.
   *
   * @param operation the name of the operation
   * @param success whether it ended well
   * @param seconds the duration in seconds
   * @param errorType what went wrong, in few different words, such as the simple name of an
   *     exception's class; null for {@code unknown}; not used after a success
   * @param labels names and values of labels in turn
   */
  public static void record(
      @Nullable String operation,
      boolean success,
      double seconds,
      @Nullable String errorType,
      @Nullable String... labels) {
    Hooks.ended(operation, success, true, seconds, errorType, null, null, null, null, labels);
  }

  /**
   * Records the end of an operation and its duration.
   *
   * @param operation the name of the operation
   * @param success whether it ended well
   * @param seconds the duration in seconds
   * @param errorType what went wrong, in few different words, such as the simple name of an
   *     exception's class; null for {@code unknown}; not used after a success
   * @param labels values of labels by their names
   */
  public static void record(
      @Nullable String operation,
      boolean success,
      double seconds,
      @Nullable String errorType,
      @Nullable Map<String, String> labels) {
    Hooks.ended(operation, success, true, seconds, errorType, null, null, null, null, labels);
  }

  /**
   * Records a duration. This alone counts neither a success nor a failure.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   */
  public static void latency(@Nullable String operation, double seconds) {
    Hooks.took(operation, seconds, null, null, null, null, null);
  }

  /**
   * Records a duration. This alone counts neither a success nor a failure.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param label the name of a label
   * @param value its value
   */
  public static void latency(
      @Nullable String operation, double seconds, @Nullable String label, @Nullable String value) {
    Hooks.took(operation, seconds, label, value, null, null, null);
  }

  /**
   * Records a duration. This alone counts neither a success nor a failure.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param label1 the name of a label
   * @param value1 its value
   * @param label2 the name of another label
   * @param value2 its value
   */
  public static void latency(
      @Nullable String operation,
      double seconds,
      @Nullable String label1,
      @Nullable String value1,
      @Nullable String label2,
      @Nullable String value2) {
    Hooks.took(operation, seconds, label1, value1, label2, value2, null);
  }

  /**
   * Records a duration. This alone counts neither a success nor a failure.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param labels names and values of labels in turn
   */
  public static void latency(
      @Nullable String operation, double seconds, @Nullable String... labels) {
    Hooks.took(operation, seconds, null, null, null, null, labels);
  }

  /**
   * Records a duration. This alone counts neither a success nor a failure.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param labels values of labels by their names
   */
  public static void latency(
      @Nullable String operation, double seconds, @Nullable Map<String, String> labels) {
    Hooks.took(operation, seconds, null, null, null, null, labels);
  }

  /**
   * Records a duration; another name of {@code latency}.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   */
  public static void duration(@Nullable String operation, double seconds) {
    Hooks.took(operation, seconds, null, null, null, null, null);
  }

  /**
   * Records a duration; another name of {@code latency}.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param label the name of a label
   * @param value its value
   */
  public static void duration(
      @Nullable String operation, double seconds, @Nullable String label, @Nullable String value) {
    Hooks.took(operation, seconds, label, value, null, null, null);
  }

  /**
   * Records a duration; another name of {@code latency}.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param label1 the name of a label
   * @param value1 its value
   * @param label2 the name of another label
   * @param value2 its value
   */
  public static void duration(
      @Nullable String operation,
      double seconds,
      @Nullable String label1,
      @Nullable String value1,
      @Nullable String label2,
      @Nullable String value2) {
    Hooks.took(operation, seconds, label1, value1, label2, value2, null);
  }

  /**
   * Records a duration; another name of {@code latency}.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param labels names and values of labels in turn
   */
  public static void duration(
      @Nullable String operation, double seconds, @Nullable String... labels) {
    Hooks.took(operation, seconds, null, null, null, null, labels);
  }

  /**
   * Records a duration; another name of {@code latency}.
   *
   * @param operation the name of the operation
   * @param seconds the duration in seconds
   * @param labels values of labels by their names
   */
  public static void duration(
      @Nullable String operation, double seconds, @Nullable Map<String, String> labels) {
    Hooks.took(operation, seconds, null, null, null, null, labels);
  }

  /**
   * Counts a success of unknown duration.
   *
   * @param operation the name of the operation
   */
  public static void success(@Nullable String operation) {
    Hooks.ended(operation, true, false, 0, null, null, null, null, null, null);
  }

  /**
   * Counts a success of unknown duration.
   *
   * @param operation the name of the operation
   * @param label the name of a label
   * @param value its value
   */
  public static void success(
      @Nullable String operation, @Nullable String label, @Nullable String value) {
    Hooks.ended(operation, true, false, 0, null, label, value, null, null, null);
  }

  /**
   * Counts a success of unknown duration.
   *
   * @param operation the name of the operation
   * @param label1 the name of a label
   * @param value1 its value
   * @param label2 the name of another label
   * @param value2 its value
   */
  public static void success(
      @Nullable String operation,
      @Nullable String label1,
      @Nullable String value1,
      @Nullable String label2,
      @Nullable String value2) {
    Hooks.ended(operation, true, false, 0, null, label1, value1, label2, value2, null);
  }

  /**
   * Counts a success of unknown duration.
   *
   * @param operation the name of the operation
   * @param labels names and values of labels in turn
   */
  public static void success(@Nullable String operation, @Nullable String... labels) {
    Hooks.ended(operation, true, false, 0, null, null, null, null, null, labels);
  }

  /**
   * Counts a success of unknown duration.
   *
   * @param operation the name of the operation
   * @param labels values of labels by their names
   */
  public static void success(@Nullable String operation, @Nullable Map<String, String> labels) {
    Hooks.ended(operation, true, false, 0, null, null, null, null, null, labels);
  }

  /**
   * Counts a failure of unknown duration.
   *
   * @param operation the name of the operation
   * @param errorType what went wrong, in few different words; null for {@code unknown}
   */
  public static void failure(@Nullable String operation, @Nullable String errorType) {
    Hooks.ended(operation, false, false, 0, errorType, null, null, null, null, null);
  }

  /**
   * Counts a failure of unknown duration.
   *
   * @param operation the name of the operation
   * @param errorType what went wrong, in few different words; null for {@code unknown}
   * @param label the name of a label
   * @param value its value
   */
  public static void failure(
      @Nullable String operation,
      @Nullable String errorType,
      @Nullable String label,
      @Nullable String value) {
    Hooks.ended(operation, false, false, 0, errorType, label, value, null, null, null);
  }

  /**
   * Counts a failure of unknown duration.
   *
   * @param operation the name of the operation
   * @param errorType what went wrong, in few different words; null for {@code unknown}
   * @param label1 the name of a label
   * @param value1 its value
   * @param label2 the name of another label
   * @param value2 its value
   */
  public static void failure(
      @Nullable String operation,
      @Nullable String errorType,
      @Nullable String label1,
      @Nullable String value1,
      @Nullable String label2,
      @Nullable String value2) {
    Hooks.ended(operation, false, false, 0, errorType, label1, value1, label2, value2, null);
  }

  /**
   * Counts a failure of unknown duration.
   *
   * @param operation the name of the operation
   * @param errorType what went wrong, in few different words; null for {@code unknown}
   * @param labels names and values of labels in turn
   */
  public static void failure(
      @Nullable String operation, @Nullable String errorType, @Nullable String... labels) {
    Hooks.ended(operation, false, false, 0, errorType, null, null, null, null, labels);
  }

  /**
   * Counts a failure of unknown duration.
   *
   * @param operation the name of the operation
   * @param errorType what went wrong, in few different words; null for {@code unknown}
   * @param labels values of labels by their names
   */
  public static void failure(
      @Nullable String operation,
      @Nullable String errorType,
      @Nullable Map<String, String> labels) {
    Hooks.ended(operation, false, false, 0, errorType, null, null, null, null, labels);
  }

  /**
   * Counts an attempt at an operation, unless it is the first.
   *
   * @param operation the name of the operation
   * @param attempt 1 for the first
   */
  public static void retry(@Nullable String operation, int attempt) {
    Hooks.attempted(operation, attempt, null, null, null, null, null);
  }

  /**
   * Counts an attempt at an operation, unless it is the first.
   *
   * @param operation the name of the operation
   * @param attempt 1 for the first
   * @param label the name of a label
   * @param value its value
   */
  public static void retry(
      @Nullable String operation, int attempt, @Nullable String label, @Nullable String value) {
    Hooks.attempted(operation, attempt, label, value, null, null, null);
  }

  /**
   * Counts an attempt at an operation, unless it is the first.
   *
   * @param operation the name of the operation
   * @param attempt 1 for the first
   * @param label1 the name of a label
   * @param value1 its value
   * @param label2 the name of another label
   * @param value2 its value
   */
  public static void retry(
      @Nullable String operation,
      int attempt,
      @Nullable String label1,
      @Nullable String value1,
      @Nullable String label2,
      @Nullable String value2) {
    Hooks.attempted(operation, attempt, label1, value1, label2, value2, null);
  }

  /**
   * Counts an attempt at an operation, unless it is the first.
   *
   * @param operation the name of the operation
   * @param attempt 1 for the first
   * @param labels names and values of labels in turn
   */
  public static void retry(@Nullable String operation, int attempt, @Nullable String... labels) {
    Hooks.attempted(operation, attempt, null, null, null, null, labels);
  }

  /**
   * Counts an attempt at an operation, unless it is the first.
   *
   * @param operation the name of the operation
   * @param attempt 1 for the first
   * @param labels values of labels by their names
   */
  public static void retry(
      @Nullable String operation, int attempt, @Nullable Map<String, String> labels) {
    Hooks.attempted(operation, attempt, null, null, null, null, labels);
  }

  /**
   * Begins an operation, which ends when the result is closed.
   *
   * @param operation the name of the operation
   * @return what to close; the same object for all, if nothing records
   */
  public static Call start(@Nullable String operation) {
    return Call.of(Hooks.begun(operation, null, null, null, null, null));
  }

  /**
   * Begins an operation, which ends when the result is closed.
   *
   * @param operation the name of the operation
   * @param label the name of a label
   * @param value its value
   * @return what to close; the same object for all, if nothing records
   */
  public static Call start(
      @Nullable String operation, @Nullable String label, @Nullable String value) {
    return Call.of(Hooks.begun(operation, label, value, null, null, null));
  }

  /**
   * Begins an operation, which ends when the result is closed.
   *
   * @param operation the name of the operation
   * @param label1 the name of a label
   * @param value1 its value
   * @param label2 the name of another label
   * @param value2 its value
   * @return what to close; the same object for all, if nothing records
   */
  public static Call start(
      @Nullable String operation,
      @Nullable String label1,
      @Nullable String value1,
      @Nullable String label2,
      @Nullable String value2) {
    return Call.of(Hooks.begun(operation, label1, value1, label2, value2, null));
  }

  /**
   * Begins an operation, which ends when the result is closed.
   *
   * @param operation the name of the operation
   * @param labels names and values of labels in turn
   * @return what to close; the same object for all, if nothing records
   */
  public static Call start(@Nullable String operation, @Nullable String... labels) {
    return Call.of(Hooks.begun(operation, null, null, null, null, labels));
  }

  /**
   * Begins an operation, which ends when the result is closed.
   *
   * @param operation the name of the operation
   * @param labels values of labels by their names
   * @return what to close; the same object for all, if nothing records
   */
  public static Call start(@Nullable String operation, @Nullable Map<String, String> labels) {
    return Call.of(Hooks.begun(operation, null, null, null, null, labels));
  }

  /**
   * Records ends of operations, each at once. An item that cannot be used is skipped.
   *
   * @param items what to record, in any order
   * @return how many were recorded; 0 without the agent
   */
  public static int recordBatch(@Nullable Iterable<? extends Item> items) {
    if (items == null || Hooks.isRecording() == null) {
      return 0;
    }
    int recorded = 0;
    try {
      for (Item item : items) {
        if (item != null && item.record()) {
          recorded++;
        }
      }
    } catch (RuntimeException e) {
      // The collection fails, perhaps because it is changed meanwhile. The rest is not recorded.
      return recorded;
    }
    return recorded;
  }

  /**
   * What the agent says about itself, as in its page {@code /status.json}. Asks the whole agent, so
   * do not call it often.
   *
   * @return at least {@code metrics_enabled}, a Boolean; {@code metrics_port}, an Integer, -1 if
   *     there is no endpoint; {@code available_metrics}, a List of names
   */
  public static Map<String, Object> summary() {
    Map<String, Object> summary = Hooks.summary();
    return summary == null ? Disabled.SUMMARY : summary;
  }

  /**
   * Whether metrics are recorded.
   *
   * @return {@code status}, which is {@code healthy} or, without the agent, {@code disabled};
   *     {@code metrics_enabled}, a Boolean; {@code available_metrics}, an Integer
   */
  public static Map<String, Object> health() {
    Map<String, Object> health = Hooks.health();
    return health == null ? Disabled.HEALTH : health;
  }

  /** The answers without the agent. */
  private static final class Disabled {
    static final Map<String, Object> SUMMARY = summary();
    static final Map<String, Object> HEALTH = health();

    private static Map<String, Object> summary() {
      Map<String, Object> summary = new LinkedHashMap<>();
      summary.put("metrics_enabled", false);
      summary.put("metrics_port", -1);
      summary.put("available_metrics", Collections.emptyList());
      return Collections.unmodifiableMap(summary);
    }

    private static Map<String, Object> health() {
      Map<String, Object> health = new LinkedHashMap<>();
      health.put("status", "disabled");
      health.put("metrics_enabled", false);
      health.put("available_metrics", 0);
      return Collections.unmodifiableMap(health);
    }
  }

  /**
   * An operation that has begun. It ends when this is closed, as a success unless {@code failed}
   * was called: a {@code try} statement does not tell its resources about exceptions.
   *
   * <p>Close it on the thread that started it. Only the first close counts. Without the agent, all
   * calls are the same object.
   */
  public static final class Call implements AutoCloseable {
    private static final Call NONE = new Call(null);

    private final @Nullable Object begun;

    private Call(@Nullable Object begun) {
      this.begun = begun;
    }

    private static Call of(@Nullable Object begun) {
      return begun == null ? NONE : new Call(begun);
    }

    /**
     * The operation has failed. Its {@code error_type} is the simple name of the failure's class.
     *
     * @param <T> the type of the failure
     * @param failure what was thrown
     * @return the same failure, to be thrown
     */
    public <T extends Throwable> T failed(T failure) {
      if (begun != null) {
        Hooks.callFailed(begun, failure);
      }
      return failure;
    }

    /**
     * The operation has failed.
     *
     * @param errorType what went wrong, in few different words; null for {@code unknown}
     */
    public void failed(@Nullable String errorType) {
      if (begun != null) {
        Hooks.callFailed(begun, errorType);
      }
    }

    /** The operation is tried once more. */
    public void retry() {
      if (begun != null) {
        Hooks.callRetried(begun);
      }
    }

    /** The operation has ended. */
    @Override
    public void close() {
      if (begun != null) {
        Hooks.callEnded(begun);
      }
    }
  }

  /** The end of an operation, for {@link Operations#recordBatch}. Not thread-safe. */
  public static final class Item {
    private final @Nullable String operation;
    private final boolean success;
    private boolean timed;
    private double seconds;
    private @Nullable String errorType;
    private String[] labels = {};

    private Item(@Nullable String operation, boolean success) {
      this.operation = operation;
      this.success = success;
    }

    /**
     * An operation that ended well.
     *
     * @param operation the name of the operation
     * @return an item without duration and labels
     */
    public static Item success(@Nullable String operation) {
      return new Item(operation, true);
    }

    /**
     * An operation that failed.
     *
     * @param operation the name of the operation
     * @param errorType what went wrong, in few different words; null for {@code unknown}
     * @return an item without duration and labels
     */
    public static Item failure(@Nullable String operation, @Nullable String errorType) {
      Item item = new Item(operation, false);
      item.errorType = errorType;
      return item;
    }

    /**
     * Sets the duration.
     *
     * @param seconds the duration in seconds
     * @return this
     */
    public Item took(double seconds) {
      this.timed = true;
      this.seconds = seconds;
      return this;
    }

    /**
     * Adds a label.
     *
     * @param label the name of the label
     * @param value its value
     * @return this
     */
    public Item label(@Nullable String label, @Nullable String value) {
      int length = labels.length;
      labels = Arrays.copyOf(labels, length + 2);
      labels[length] = label;
      labels[length + 1] = value;
      return this;
    }

    private boolean record() {
      return Boolean.TRUE.equals(
          Hooks.ended(
              operation, success, timed, seconds, errorType, null, null, null, null, labels));
    }
  }
}
