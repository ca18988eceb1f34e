package dev.tachograph.bootstrap.framework;

import org.jspecify.annotations.Nullable;

/**
 * The entry point for listeners that get the records of a log. Its broker does not tell whether a
 * record was delivered before. So the probe remembers what has failed.
 */
public final class RecordProbe {
  /**
   * Spring Kafka's container gets a record for a later attempt before that is due. The listener has
   * not seen it.
   */
  private static final String TOO_EARLY =
      "org.springframework.kafka.listener.KafkaBackoffException";

  private RecordProbe() {}

  /**
   * A record of a log is delivered on this thread. It is a repetition if its last delivery on this
   * thread failed.
   *
   * @param sentMillis when it was sent; 0 or less if unknown
   */
  public static @Nullable Object record(
      String framework, @Nullable String topic, int partition, long offset, long sentMillis) {
    FrameworkThread thread = FrameworkThread.current();
    FrameworkCall started = FrameworkProbe.message(framework, topic);
    if (started != null) {
      FailedRecords failed = thread.failedRecords;
      if (failed == null) {
        failed = new FailedRecords();
        thread.failedRecords = failed;
      }
      // The delivery may turn out to be none.
      started.dueUnlessWithdrawn(sentMillis);
      started.isRepeated = failed.delivered(topic, partition, offset);
    }
    return started;
  }

  /**
   * A batch of records of a log is delivered on this thread. Topic, partition and offset are those
   * of its first record.
   */
  public static @Nullable Object batch(
      String framework,
      @Nullable String topic,
      int partition,
      long offset,
      long sentMillis,
      int count) {
    Object started = record(framework, topic, partition, offset, sentMillis);
    if (started instanceof FrameworkCall) {
      ((FrameworkCall) started).records = count;
    }
    return started;
  }

  /**
   * A filter has looked at the record that this thread delivers. If it drops it, and no other
   * filter has let it pass to a listener, there is no task. A batch may have filters for its
   * records, too, and is a task all the same.
   */
  public static void filtered(boolean isDropped) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (call != null && call.records == 0) {
      call.isTaken |= !isDropped;
      call.isDropped = !call.isTaken;
    }
  }

  /**
   * A filter looks at the batch that this thread delivers. Unless a listener gets it, it is none.
   */
  public static void batchFilters() {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (call != null) {
      call.isDropped = true;
    }
  }

  /** The listener gets so many records of the batch that this thread delivers. */
  public static void batchFiltered(int count) {
    FrameworkCall call = FrameworkThread.current().running(UnitKind.MESSAGE);
    if (call != null) {
      call.isDropped = false;
      call.records = count;
    }
  }

  /** The delivery of a record or of a batch of records has ended. */
  public static void ended(@Nullable Object started, @Nullable Throwable thrown) {
    FailedRecords failed = FrameworkThread.current().failedRecords;
    if (started instanceof FrameworkCall
        && (thrown == null
            ? ((FrameworkCall) started).isDropped
            : thrown.getClass().getName().equals(TOO_EARLY))) {
      FrameworkProbe.left(started);
      ((FrameworkCall) started).withdraw();
      return;
    }
    if (started != null && thrown != null && failed != null) {
      failed.failed();
    }
    FrameworkProbe.messageEnded(started, thrown);
  }

  /**
   * A framework has made a method's arguments of a record or a batch, and calls the method next, or
   * it could not make them.
   */
  public static void bound(@Nullable Object started, @Nullable Throwable thrown) {
    FrameworkThread.current().bound = thrown == null ? started : null;
    if (thrown != null) {
      ended(started, thrown);
    }
  }

  /** The method is called. Returns what its arguments were made for. */
  public static @Nullable Object called() {
    FrameworkThread thread = FrameworkThread.current();
    Object started = thread.bound;
    thread.bound = null;
    return started;
  }

  /** As {@link #ended}, for a framework that subscribes to what the method has returned. */
  public static @Nullable Object endedWith(
      @Nullable Object started, @Nullable Object returned, @Nullable Throwable thrown) {
    if (thrown == null) {
      return FrameworkProbe.endedWithSubscription(started, returned, null);
    }
    ended(started, thrown);
    return returned;
  }
}
