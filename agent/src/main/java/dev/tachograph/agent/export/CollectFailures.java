package dev.tachograph.agent.export;

import dev.tachograph.agent.log.AgentLog;
import java.util.concurrent.atomic.AtomicLong;

/** Counts families that could not be collected, and logs each once. Thread-safe. */
public final class CollectFailures {
  private final AtomicLong count = new AtomicLong();

  void add(String family, Throwable cause) {
    count.incrementAndGet();
    AgentLog.errorOnce("collect:" + family, family + " is missing from the output: " + cause);
  }

  /** How often a family was left out of a scrape or a file since the start. */
  public long count() {
    return count.get();
  }
}
