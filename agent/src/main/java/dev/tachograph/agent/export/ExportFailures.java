package dev.tachograph.agent.export;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Counts, by outlet, how often an outlet could not export the metrics. Thread-safe. */
public final class ExportFailures {
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /** Lists an outlet, from now on with 0 failures. */
  public void expect(String outlet) {
    counts.putIfAbsent(outlet, new AtomicLong());
  }

  public void add(String outlet) {
    AtomicLong count = counts.get(outlet);
    if (count != null) {
      count.incrementAndGet();
    }
  }

  /** The number of failures since the start, by outlet. */
  public Map<String, Long> counts() {
    Map<String, Long> copy = new TreeMap<>();
    counts.forEach((outlet, count) -> copy.put(outlet, count.get()));
    return copy;
  }
}
