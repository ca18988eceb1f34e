package dev.tachograph.bootstrap.framework;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The records of a log whose delivery failed on one thread, of each partition the last. Brokers of
 * logs do not tell whether a record was delivered before.
 */
final class FailedRecords {
  /** Further partitions are not remembered. */
  private static final int ROOM = 1000;

  private final Map<String, Long> offsets = new HashMap<>();
  private @Nullable String topic;
  private int partition;
  private long offset;

  /** A record is delivered. Returns whether its last delivery failed. */
  boolean delivered(@Nullable String topic, int partition, long offset) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    if (offsets.isEmpty()) {
      return false;
    }
    Long failed = offsets.remove(place());
    return failed != null && failed == offset;
  }

  /** The delivery of the last record has failed. */
  void failed() {
    if (offsets.size() < ROOM) {
      offsets.put(place(), offset);
    }
  }

  private String place() {
    return topic + '-' + partition;
  }
}
