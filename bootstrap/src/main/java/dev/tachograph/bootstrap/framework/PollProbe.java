package dev.tachograph.bootstrap.framework;

import dev.tachograph.bootstrap.support.WeakTable;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The entry point for programs that poll a log by themselves. What they do with a record is no
 * task: nobody calls it. So the records count, and the time from one poll to the next.
 *
 * <p>A container that polls for its listeners has tasks. Its polls count for nothing here.
 *
 * <p>An object is what the last poll of one consumer has brought. One thread at a time uses it.
 */
public final class PollProbe {
  private static final WeakTable<PollProbe> POLLS = new WeakTable<>(null);
  private static final PolledRecords RECORDS = new PolledRecords();

  private final Set<String> topics = new HashSet<>();
  private long end;

  private PollProbe() {}

  /** A consumer begins a poll. */
  public static void begins(Object consumer) {
    PollProbe polls = POLLS.get(consumer);
    if (polls != null && !polls.topics.isEmpty()) {
      long now = System.nanoTime();
      for (String topic : polls.topics) {
        FrameworkMetrics.current().recordInterval(topic, now - polls.end, now);
      }
      polls.topics.clear();
    }
  }

  /** A poll has brought records, if any. */
  public static void brought(Object consumer, @Nullable Object records) throws Throwable {
    if (records != null) {
      RECORDS.count(consumer, records);
    }
  }

  /** A poll has brought records of a topic; ids in its name become placeholders. */
  static void count(Object consumer, String topic, int count) {
    if (FrameworkThread.current().isContainerPolling) {
      return;
    }
    PollProbe polls = POLLS.get(consumer);
    if (polls == null) {
      polls = new PollProbe();
      POLLS.put(consumer, polls);
    }
    String name = Destinations.typeOf(topic);
    FrameworkMetrics.current().countPolled(name, count);
    polls.topics.add(name);
    polls.end = System.nanoTime();
  }

  /** A container polls on this thread from now on, or does so no longer. */
  public static void containerPolls(boolean isPolling) {
    FrameworkThread.current().isContainerPolling = isPolling;
  }
}
