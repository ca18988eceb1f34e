package com.example.load;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * CPU time of this process without its compiler threads. From the scheduler's statistics, which
 * count nanoseconds; the JVM's own figure counts hundredths of a second.
 */
final class ProcessCpu {
  private static final Path THREADS = Path.of("/proc/self/task");

  private ProcessCpu() {}

  /** Nanoseconds so far. Threads that have ended do not count, so there should be none. */
  static long nanos() {
    if (!Files.isDirectory(THREADS)) {
      return ((com.sun.management.OperatingSystemMXBean)
              ManagementFactory.getOperatingSystemMXBean())
          .getProcessCpuTime();
    }
    long nanos = 0;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        nanos += nanosOf(thread);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return nanos;
  }

  private static long nanosOf(Path thread) {
    try {
      String name = Files.readString(thread.resolve("comm"));
      if (name.startsWith("C1 Comp") || name.startsWith("C2 Comp")) {
        return 0;
      }
      String statistics = Files.readString(thread.resolve("schedstat"));
      return Long.parseLong(statistics.substring(0, statistics.indexOf(' ')));
    } catch (IOException e) {
      return 0; // The thread has just ended.
    }
  }
}
