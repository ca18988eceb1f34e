package com.example.load;

import dev.tachograph.bootstrap.task.TaskProbe;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/**
 * A process with many series of durations that are exposed on a port. Commands: {@code touch}
 * records one duration in each series, {@code cost} prints CPU nanoseconds, bytes on the heap, and
 * garbage collections so far. Those of the process, since threads that answered a scrape may have
 * ended.
 */
public final class ScrapeTarget {
  /** What client_java exposes, too. */
  public static final String SAME_LINES = "/metrics?name%5B%5D=" + ScrapedPeers.FAMILY;

  private static final int FILL = 1000;

  private ScrapeTarget() {}

  /** Many series. */
  interface ManySeries {
    void record(int series, long nanos);

    /** The port; 0 if an agent has announced its own. */
    int port();
  }

  /**
   * @param args {@code tachograph}, {@code client_java} or {@code micrometer}; number of series
   */
  public static void main(String[] args) throws IOException {
    int count = Integer.parseInt(args[1]);
    ManySeries series = series(args[0], count);
    Random random = new Random(1);
    for (int i = 0; i < FILL; i++) {
      touch(series, count, random);
    }
    System.gc();
    System.out.println("port " + series.port());
    BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = commands.readLine(); line != null; line = commands.readLine()) {
      if (line.equals("touch")) {
        touch(series, count, random);
        System.out.println("done");
      } else {
        System.out.println("cost " + cost());
      }
    }
    System.exit(0);
  }

  private static String cost() {
    long cpu =
        ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
    Runtime runtime = Runtime.getRuntime();
    long heap = runtime.totalMemory() - runtime.freeMemory();
    long collections =
        ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionCount)
            .sum();
    return cpu + " " + heap + " " + collections;
  }

  private static ManySeries series(String kind, int count) throws IOException {
    return switch (kind) {
      case "tachograph", "tachograph-same" -> new ThroughTheAgent(count);
      case "client_java" -> new ScrapedPeers.ClientJavaSeries(count);
      case "micrometer" -> new ScrapedPeers.MicrometerSeries(count);
      default -> throw new IllegalArgumentException(kind);
    };
  }

  private static void touch(ManySeries series, int count, Random random) {
    for (int i = 0; i < count; i++) {
      series.record(i, dev.tachograph.benchmarks.measure.Durations.next(random));
    }
  }

  /** Calls the probe as advice does, but with a start as long ago as the duration says. */
  private static final class ThroughTheAgent implements ManySeries {
    private final String[] taskTypes;

    ThroughTheAgent(int count) {
      // Nothing is there to be called before the agent has woven something.
      new EmptyMethods().woven();
      taskTypes = new String[count];
      for (int i = 0; i < count; i++) {
        taskTypes[i] = "resource-" + i;
      }
    }

    @Override
    public void record(int series, long nanos) {
      TaskProbe.ended(TaskProbe.executions(taskTypes[series]), System.nanoTime() - nanos, null);
    }

    @Override
    public int port() {
      return 0;
    }
  }
}
