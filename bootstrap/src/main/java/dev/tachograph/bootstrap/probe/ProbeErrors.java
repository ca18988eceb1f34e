package dev.tachograph.bootstrap.probe;

import java.io.PrintStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where errors of advice and probes end: counted by probe, logged once per probe and kind, and kept
 * from the application.
 */
public final class ProbeErrors {
  private static final ConcurrentHashMap<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, Boolean> LOGGED = new ConcurrentHashMap<>();

  private ProbeErrors() {}

  /** Called by woven code; never throws, whatever state the thread is in. */
  public static void report(Throwable error, String probe) {
    try {
      AtomicLong count = COUNTS.get(probe);
      if (count == null) {
        AtomicLong fresh = new AtomicLong();
        AtomicLong earlier = COUNTS.putIfAbsent(probe, fresh);
        count = earlier == null ? fresh : earlier;
      }
      count.incrementAndGet();
      if (LOGGED.putIfAbsent(probe + error.getClass().getName(), Boolean.TRUE) == null) {
        log(error, probe);
      }
    } catch (Throwable ignored) {
      // Out of memory or stack: the application's own code will meet it and deal with it.
    }
  }

  private static void log(Throwable error, String probe) {
    StackTraceElement[] trace = error.getStackTrace();
    PrintStream err = System.err;
    err.println(
        "tachograph WARN "
            + probe
            + " failed with "
            + error.toString().replace('\n', ' ')
            + (trace.length == 0 ? "" : " at " + trace[0])
            + "; the application is not affected; further errors of this kind are only counted, in"
            + " tachograph_probe_errors_total");
  }

  /** Errors so far, by probe. */
  public static Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, AtomicLong> entry : COUNTS.entrySet()) {
      counts.put(entry.getKey(), entry.getValue().get());
    }
    return counts;
  }
}
