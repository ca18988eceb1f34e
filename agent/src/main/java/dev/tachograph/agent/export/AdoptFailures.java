package dev.tachograph.agent.export;

import dev.tachograph.agent.log.AgentLog;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;

/** Counts what was left out of the application's own metrics, and logs each once. Thread-safe. */
public final class AdoptFailures {
  /** Guards against an application that makes up names. */
  private static final int MAX_CLASHES = 1000;

  private final Map<String, Long> counts = new TreeMap<>();
  private final Set<String> clashes = new HashSet<>();

  /**
   * A collector threw or took too long.
   *
   * @param collector its family, or its class
   */
  public void failed(String library, String collector, Throwable cause) {
    String reason = cause instanceof TimeoutException ? "timeout" : "error";
    synchronized (this) {
      counts.merge(reason, 1L, Long::sum);
    }
    AgentLog.warnOnce(
        "adopt:" + library + collector + reason,
        "the application's "
            + collector
            + " ("
            + library
            + ") is missing from the output: "
            + inWords(cause));
  }

  /** Leaves out the messages of the application's exceptions, which may hold anything. */
  private static String inWords(Throwable cause) {
    return cause instanceof LinkageError || cause instanceof TimeoutException
        ? cause.toString()
        : cause.getClass().getName();
  }

  /** Families of the application are left out of a scrape, at least in part. */
  public void clash(Collection<String> families) {
    List<String> fresh = new ArrayList<>();
    synchronized (this) {
      for (String family : families) {
        if (clashes.size() < MAX_CLASHES && clashes.add(family)) {
          fresh.add(family);
        }
      }
    }
    if (fresh.isEmpty()) {
      return;
    }
    String message =
        "served once, since more than one has them, the agent, MBeans or a registry of the"
            + " application: "
            + String.join(", ", fresh);
    if (fresh.stream().allMatch(AdoptFailures::isOfTheProcess)) {
      AgentLog.info(message);
    } else {
      AgentLog.warn(message);
    }
  }

  /** Every library has these, so nothing is wrong. */
  private static boolean isOfTheProcess(String family) {
    return family.startsWith("jvm_") || family.startsWith("process_");
  }

  /** How often a collector was left out of a scrape or a file since the start, by reason. */
  public synchronized Map<String, Long> counts() {
    return new TreeMap<>(counts);
  }
}
