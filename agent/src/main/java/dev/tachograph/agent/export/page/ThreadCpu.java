package dev.tachograph.agent.export.page;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The CPU time of the current thread. The JVM's own figure would take the management beans, which
 * load {@code java.util.logging}.
 */
final class ThreadCpu {
  private static final String STATISTICS = "/proc/thread-self/schedstat";
  private static final int LONGEST = 80;

  private ThreadCpu() {}

  /**
   * Nanoseconds since any moment, for differences. Where the system does not tell, those of the
   * clock, which are more.
   */
  static long nanos() {
    try (InputStream in = new FileInputStream(STATISTICS)) {
      return nanos(new String(in.readNBytes(LONGEST), StandardCharsets.US_ASCII));
    } catch (IOException | NumberFormatException e) {
      return System.nanoTime();
    }
  }

  /** The first number of a line of statistics. */
  static long nanos(String statistics) {
    int end = statistics.indexOf(' ');
    return Long.parseLong(end < 0 ? statistics.trim() : statistics.substring(0, end));
  }
}
