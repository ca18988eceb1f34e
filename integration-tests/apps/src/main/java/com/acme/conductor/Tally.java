package com.acme.conductor;

import java.io.PrintStream;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;

/** What the workers counted themselves: the truth that the metrics are held against. */
public final class Tally {
  private final Map<String, LongAdder> counts = new ConcurrentSkipListMap<>();

  public void add(String key) {
    counts.computeIfAbsent(key, k -> new LongAdder()).increment();
  }

  public long get(String key) {
    LongAdder count = counts.get(key);
    return count == null ? 0 : count.sum();
  }

  public void print(PrintStream out) {
    counts.forEach((key, count) -> out.println("> " + key + "=" + count.sum()));
  }
}
