package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.method.Getter;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** What is told of a message, while the method that is about to get it may get only its payload. */
final class CarriedMessage {
  private static final String KAFKA = "io.smallrye.reactive.messaging.kafka.api.IncomingKafka";
  private static final String RECORD = KAFKA + "RecordMetadata";
  private static final String BATCH = KAFKA + "RecordBatchMetadata";
  private static final Getter PAYLOAD = new Getter("payload");
  private static final Getter METADATA = new Getter("metadata");
  private static final Getter CHANNEL = new Getter("channel");
  private static final Getter RECORDS = new Getter("records");
  private static final Getter TIMESTAMP = new Getter("timestamp");

  /** How many records there are in a batch; 0 for a message by itself. */
  final int records;

  private final @Nullable String channel;
  private final long sentMillis;

  private CarriedMessage(int records, @Nullable String channel, long sentMillis) {
    this.records = records;
    this.channel = channel;
    this.sentMillis = sentMillis;
  }

  /** Null if nothing is told. */
  static @Nullable CarriedMessage of(Object message) throws ReflectiveOperationException {
    Object payload = message instanceof Iterable ? PAYLOAD.of(message) : null;
    int records = payload instanceof Collection ? ((Collection<?>) payload).size() : 0;
    Object origin = origin(message);
    if (origin != null) {
      Object channel = CHANNEL.of(origin);
      return new CarriedMessage(
          records, channel == null ? null : channel.toString(), sentMillis(origin));
    }
    return records == 0 ? null : new CarriedMessage(records, null, 0);
  }

  /** The metadata that says which record or batch of Kafka's a message was made of, or null. */
  private static @Nullable Object origin(Object message) {
    try {
      Object metadata = METADATA.of(message);
      if (metadata instanceof Iterable) {
        for (Object each : (Iterable<?>) metadata) {
          String type = each.getClass().getName();
          if (type.equals(RECORD) || type.equals(BATCH)) {
            return each;
          }
        }
      }
    } catch (ReflectiveOperationException | RuntimeException e) {
      // A program may have messages of its own.
      return null;
    }
    return null;
  }

  private static long sentMillis(Object origin) throws ReflectiveOperationException {
    Object record = origin;
    if (origin.getClass().getName().equals(BATCH)) {
      Object records = RECORDS.of(origin);
      Iterator<?> each = records instanceof Iterable ? ((Iterable<?>) records).iterator() : null;
      if (each == null || !each.hasNext()) {
        return 0;
      }
      record = each.next();
    }
    Object sent = TIMESTAMP.of(record);
    return sent instanceof Instant
        ? ((Instant) sent).toEpochMilli()
        : sent instanceof Long ? ((Long) sent).longValue() : 0;
  }

  /**
   * When it was sent to one of these channels, in milliseconds since the epoch; 0 if unknown.
   * Messages of other channels that were made of it keep its metadata.
   */
  long sentMillis(Collection<String> channels) {
    return channel != null && (channels.contains(channel) || channels.contains(base(channel)))
        ? sentMillis
        : 0;
  }

  /** A channel with several consumers has a number for each, behind a dollar sign. */
  private static String base(String channel) {
    int end = channel.indexOf('$');
    return end < 0 ? channel : channel.substring(0, end);
  }
}
