package dev.tachograph.agent.export;

import dev.tachograph.agent.log.AgentLog;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what could not be collected, and says so once for each family. Thread-safe. */
public final class CollectFailures {
  private final AtomicLong count = new AtomicLong();

  void add(String family, Throwable cause) {
    count.incrementAndGet();
    AgentLog.errorOnce("collect:" + family, family + " is missing from the output: " + cause);
  }

  /** How often a family was left out of a scrape or of a file since the start. */
  public long count() {
    return count.get();
  }
}
