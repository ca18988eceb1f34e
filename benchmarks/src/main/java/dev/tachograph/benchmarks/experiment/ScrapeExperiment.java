package dev.tachograph.benchmarks.experiment;

import com.example.load.ScrapeTarget;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.process.JavaAgents;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.LiveProcess;
import dev.tachograph.benchmarks.process.Scraper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What a scrape costs the process that is scraped, over HTTP as Prometheus does it: CPU time,
 * allocation, and the time until the last byte is there.
 */
public final class ScrapeExperiment implements ProcessExperiment {
  public static final String CPU = "CPU ms";
  public static final String WALL = "ms";
  public static final String ALLOCATED = "KB";
  public static final String SIZE = "KB text";
  public static final List<Integer> COUNTS = List.of(10, 1_000, 10_000, 100_000);

  /** What {@code series.limit} may be at most. */
  private static final int MOST_SERIES = 100_000;

  /** Only the family of which client_java has one, line for line. */
  private static final String SAME = "tachograph-same";

  private static final Map<String, String> PEERS =
      Map.of(
          "tachograph",
          "Tachograph",
          SAME,
          "Tachograph, the same lines",
          "client_java",
          "client_java Summary, quantiles",
          "micrometer",
          "Micrometer Timer, percentiles");

  private static final List<String> ORDER =
      List.of("tachograph", "tachograph-same", "client_java", "micrometer");

  /** A hundred thousand of their series would take gigabytes. */
  private static final int MOST_OF_PEERS = 10_000;

  private static final int WARM_UP_SERIES = 100_000;
  private static final int SCRAPED_SERIES = 40_000;
  private static final int MOST_SCRAPES = 100;

  /**
   * A young generation that takes all that is allocated in between, in small portions for threads;
   * and the JDK's server without its wait of 40 ms between header and body, in favour of peers.
   */
  private static final List<String> OPTIONS =
      List.of(
          "-Xms4g",
          "-Xmx4g",
          "-Xmn2g",
          "-XX:+UseSerialGC",
          "-XX:TLABSize=64k",
          "-XX:-ResizeTLAB",
          "-Dsun.net.httpserver.nodelay=true");

  /** Name of the experiment. */
  public static String name(int count, boolean changed) {
    return "scrape: " + count + " series, " + (changed ? "all changed" : "none changed");
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    for (Jdk jdk : setting.jdks()) {
      for (int count : setting.scale() == Scale.QUICK ? List.of(10, 1_000) : COUNTS) {
        for (String peer : ORDER) {
          if (isOurs(peer) || count <= MOST_OF_PEERS) {
            scrape(setting, results, jdk, peer, count);
          }
        }
      }
    }
  }

  private static void scrape(Setting setting, Results results, Jdk jdk, String peer, int count)
      throws IOException {
    int agentPort = isOurs(peer) ? JavaAgents.freePort() : 0;
    JavaCommand command =
        new JavaCommand(jdk, OPTIONS, setting.classPath(), ScrapeTarget.class, peer, "" + count);
    if (agentPort > 0) {
      String options =
          "http.port="
              + agentPort
              + ",series.limit="
              + Math.min(count + 1, MOST_SERIES)
              + ",metrics.jvm=false,workers.methods=com.example.load.EmptyMethods#woven";
      command = command.with(setting.agents().tachograph(options).options());
    }
    try (LiveProcess target = new LiveProcess(command)) {
      int announced = Integer.parseInt(target.await("port "));
      Scraper scraper =
          new Scraper(
              announced == 0 ? agentPort : announced,
              peer.equals(SAME) ? ScrapeTarget.SAME_LINES : "/metrics");
      int warmUp = Math.max(5, Math.min(200, WARM_UP_SERIES / count));
      for (int i = 0; i < warmUp; i++) {
        target.ask("touch", "done");
        scraper.scrape();
      }
      for (boolean changed : new boolean[] {true, false}) {
        Batches batches = new Batches(target, scraper, Math.max(1, SCRAPED_SERIES / count));
        for (int i = 0; i < setting.scale().of(3, 7); i++) {
          batches.run(changed);
        }
        batches.report(results, name(count, changed), PEERS.getOrDefault(peer, peer), jdk);
      }
    }
  }

  /** Several scrapes, whose cost is measured together: the system counts CPU time in steps. */
  private static final class Batches {
    private final LiveProcess target;
    private final Scraper scraper;
    private final int scrapes;
    private final Sample cpu = new Sample();
    private final Sample wall = new Sample();
    private final Sample allocated = new Sample();
    private int bytes;

    Batches(LiveProcess target, Scraper scraper, int scrapes) {
      this.target = target;
      this.scraper = scraper;
      this.scrapes = Math.min(MOST_SCRAPES, scrapes);
    }

    void run(boolean changed) throws IOException {
      long[] start = cost();
      for (int i = 0; i < scrapes; i++) {
        touchIf(changed);
        long begin = System.nanoTime();
        bytes = scraper.scrape();
        wall.add((System.nanoTime() - begin) / 1e6);
      }
      long[] scraped = cost();
      for (int i = 0; i < scrapes; i++) {
        touchIf(changed);
      }
      long[] touched = cost();
      long nanos = scraped[0] - start[0] - (touched[0] - scraped[0]);
      cpu.add(nanos / 1e6 / scrapes);
      if (touched[2] == start[2]) { // Otherwise the heap does not tell what was allocated.
        long heap = scraped[1] - start[1] - (touched[1] - scraped[1]);
        allocated.add(heap / 1024.0 / scrapes);
      }
    }

    private void touchIf(boolean changed) throws IOException {
      if (changed) {
        target.ask("touch", "done");
      }
    }

    private long[] cost() throws IOException {
      String[] numbers = target.ask("cost", "cost ").split(" ");
      return Arrays.stream(numbers).mapToLong(Long::parseLong).toArray();
    }

    void report(Results results, String experiment, String name, Jdk jdk) {
      results.add(experiment, name, CPU, jdk.feature(), cpu);
      results.add(experiment, name, WALL, jdk.feature(), wall);
      results.add(experiment, name, ALLOCATED, jdk.feature(), allocated);
      results.add(experiment, name, SIZE, jdk.feature(), bytes / 1024.0);
    }
  }

  private static boolean isOurs(String peer) {
    return peer.startsWith("tachograph");
  }
}
