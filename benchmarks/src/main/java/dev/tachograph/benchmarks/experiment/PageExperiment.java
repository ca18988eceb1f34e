package dev.tachograph.benchmarks.experiment;

import com.example.load.ScrapeTarget;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.JavaAgents;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.LiveProcess;
import dev.tachograph.benchmarks.process.PageVisitor;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What the live page costs the process while one tab is open: CPU time of the whole process, less
 * what it takes while nobody looks, as a share of one core. Half of the series are timers whose
 * windows are full, the other half gauges.
 */
public final class PageExperiment implements ProcessExperiment {
  public static final String NAME = "page";
  public static final String CORE = "% of a core";
  public static final String SERIES = "series";
  public static final String NOBODY = "nobody has looked: whole process";
  public static final String FIRST = "one tab, its first minute: more";
  public static final String LATER = "one tab, a later minute: more";
  private static final int TIMERS = 500;
  private static final long SETTLING_MILLIS = 15_000;
  private static final long SECOND = 1000;

  /** Name of the experiment. */
  public static String name(boolean changed) {
    return NAME + ": 1000 series, " + (changed ? "all changed every second" : "none changed");
  }

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    int seconds = setting.scale().of(20, 60);
    for (Jdk jdk : setting.jdks()) {
      for (boolean changed : new boolean[] {true, false}) {
        measure(setting, results, jdk, changed, seconds);
      }
    }
  }

  private static void measure(
      Setting setting, Results results, Jdk jdk, boolean changed, int seconds)
      throws IOException, InterruptedException {
    int port = JavaAgents.freePort();
    String options = "http.port=" + port + ",workers.methods=com.example.load.EmptyMethods#woven";
    JavaCommand command =
        new JavaCommand(
                jdk,
                List.of("-Xmx512m", "-XX:+UseSerialGC"),
                setting.classPath(),
                ScrapeTarget.class,
                "tachograph",
                "" + TIMERS)
            .with(setting.agents().tachograph(options).options());
    try (LiveProcess target = new LiveProcess(command)) {
      target.await("port ");
      PageVisitor visitor = new PageVisitor(port);
      share(target, null, changed, SETTLING_MILLIS);
      double nobody = share(target, null, changed, seconds * SECOND);
      double first = share(target, visitor, changed, seconds * SECOND);
      double later = share(target, visitor, changed, seconds * SECOND);
      String name = name(changed);
      results.add(name, NOBODY, CORE, jdk.feature(), nobody);
      results.add(name, FIRST, CORE, jdk.feature(), first - nobody);
      results.add(name, LATER, CORE, jdk.feature(), later - nobody);
      results.add(name, LATER, SERIES, jdk.feature(), visitor.series());
    }
  }

  /** The percentage of one core that the process takes over a while. */
  private static double share(
      LiveProcess target, @Nullable PageVisitor visitor, boolean changed, long millis)
      throws IOException, InterruptedException {
    long cpu = cpuNanos(target);
    long begin = System.nanoTime();
    long nextLook = begin;
    while (System.nanoTime() - begin < TimeUnit.MILLISECONDS.toNanos(millis)) {
      if (visitor != null && System.nanoTime() - nextLook >= 0) {
        nextLook = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(visitor.look());
      }
      if (changed) {
        target.ask("touch", "done");
      }
      Thread.sleep(SECOND);
    }
    return 100.0 * (cpuNanos(target) - cpu) / (System.nanoTime() - begin);
  }

  private static long cpuNanos(LiveProcess target) throws IOException {
    String cost = target.ask("cost", "cost ");
    return Long.parseLong(cost.substring(0, cost.indexOf(' ')));
  }
}
