package dev.tachograph.bootstrap.support;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where errors of advice and probes end: counted by probe, logged once per probe and kind, and kept
 * from the application.
 */
public final class ProbeErrors {
  private static final ConcurrentHashMap<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, Boolean> LOGGED = new ConcurrentHashMap<>();

  private static volatile @Nullable Consumer<String> log;

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
    Consumer<String> log = ProbeErrors.log;
    if (log != null) {
      StackTraceElement[] trace = error.getStackTrace();
      log.accept(
          probe
              + " failed with "
              + inWords(error)
              + (trace.length == 0 ? "" : " at " + trace[0])
              + "; the application is not affected; further errors of this kind are only counted,"
              + " in tachograph_probe_errors_total");
    }
  }

  /** Only the JDK's Throwables are asked for a message: those of the application run its code. */
  private static String inWords(Throwable error) {
    Class<?> type = error.getClass();
    return type.getClassLoader() == null ? error.toString() : type.getName();
  }

  /** Where each kind of error is told once. */
  public static void logTo(Consumer<String> log) {
    ProbeErrors.log = log;
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
