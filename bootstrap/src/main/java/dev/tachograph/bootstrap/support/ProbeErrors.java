package dev.tachograph.bootstrap.support;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Receives the errors of advice and probes. It counts them by probe, logs them once per probe and
 * kind, and keeps them from the application.
 */
public final class ProbeErrors {
  private static final ConcurrentHashMap<String, AtomicLong> COUNTS = new ConcurrentHashMap<>();
  private static final ConcurrentHashMap<String, Boolean> LOGGED = new ConcurrentHashMap<>();

  private static volatile @Nullable Consumer<String> log;

  private ProbeErrors() {}

  /** Called by woven code. It never throws, even if the thread has no stack or heap left. */
  public static void report(Throwable error, String probe) {
    try {
      count(probe);
      if (LOGGED.putIfAbsent(probe + error.getClass().getName(), Boolean.TRUE) == null) {
        log(error, probe);
      }
    } catch (Throwable ignored) {
      // Out of memory or stack: the application's own code will get the same error and handle it.
    }
  }

  /**
   * Counts a call of the application's that a probe cannot use as it is, and logs the first of each
   * kind. It never throws.
   */
  public static void reportMisuse(String probe, String kind, String message) {
    try {
      count(probe);
      if (LOGGED.putIfAbsent(probe + kind, Boolean.TRUE) == null) {
        say(
            message
                + "; further calls of this kind are only counted, in tachograph_probe_errors_total");
      }
    } catch (Throwable ignored) {
      // As above.
    }
  }

  private static void count(String probe) {
    AtomicLong count = COUNTS.get(probe);
    if (count == null) {
      AtomicLong fresh = new AtomicLong();
      AtomicLong earlier = COUNTS.putIfAbsent(probe, fresh);
      count = earlier == null ? fresh : earlier;
    }
    count.incrementAndGet();
  }

  /** Says once what a probe cannot do for the application as it is. This is no error. */
  public static void note(String message) {
    if (LOGGED.putIfAbsent(message, Boolean.TRUE) == null) {
      say(message);
    }
  }

  private static void log(Throwable error, String probe) {
    if (log != null) {
      StackTraceElement[] trace = error.getStackTrace();
      say(
          probe
              + " failed with "
              + inWords(error)
              + (trace.length == 0 ? "" : " at " + trace[0])
              + "; the application is not affected; further errors of this kind are only counted,"
              + " in tachograph_probe_errors_total");
    }
  }

  private static void say(String message) {
    Consumer<String> log = ProbeErrors.log;
    if (log != null) {
      log.accept(message);
    }
  }

  /**
   * Asks only the JDK's Throwables for a message, because others would run the application's code.
   */
  private static String inWords(Throwable error) {
    Class<?> type = error.getClass();
    return type.getClassLoader() == null ? error.toString() : type.getName();
  }

  /** Sets the log that receives one message for each kind of error. */
  public static void logTo(Consumer<String> log) {
    ProbeErrors.log = log;
  }

  /** The number of errors so far, by probe. */
  public static Map<String, Long> counts() {
    Map<String, Long> counts = new TreeMap<>();
    for (Map.Entry<String, AtomicLong> entry : COUNTS.entrySet()) {
      counts.put(entry.getKey(), entry.getValue().get());
    }
    return counts;
  }
}
