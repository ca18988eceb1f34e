package dev.tachograph.benchmarks.experiment;

import dev.tachograph.benchmarks.app.ScrapeTarget;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.measure.Sample;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.LiveProcess;
import dev.tachograph.benchmarks.process.Scraper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
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

  private static final Map<String, String> PEERS =
      Map.of(
          "tachograph", "Tachograph",
          "client_java", "client_java Summary, quantiles",
          "micrometer", "Micrometer Timer, percentiles");

  private static final List<String> ORDER = List.of("tachograph", "client_java", "micrometer");

  /** A hundred thousand of their series would take gigabytes. */
  private static final int MOST_OF_PEERS = 10_000;

  private static final int WARM_UP_SERIES = 100_000;

  /** Name of the experiment. */
  public static String name(int count, boolean changed) {
    return "scrape: " + count + " series, " + (changed ? "all changed" : "none changed");
  }

  @Override
  public void run(Setting setting, Results results) throws IOException {
    for (Jdk jdk : setting.jdks()) {
      for (int count : setting.scale() == Scale.QUICK ? List.of(10, 1_000) : COUNTS) {
        for (String peer : ORDER) {
          if (peer.equals("tachograph") || count <= MOST_OF_PEERS) {
            scrape(setting, results, jdk, peer, count);
          }
        }
      }
    }
  }

  private static void scrape(Setting setting, Results results, Jdk jdk, String peer, int count)
      throws IOException {
    int agentPort = peer.equals("tachograph") ? freePort() : 0;
    JavaCommand command =
        new JavaCommand(
            jdk,
            List.of("-Xms3g", "-Xmx3g", "-XX:+UseSerialGC"),
            setting.classPath(),
            ScrapeTarget.class,
            peer,
            String.valueOf(count));
    if (agentPort > 0) {
      String options = "http.port=" + agentPort + ",series.limit=" + count + ",metrics.jvm=false";
      command = command.with(setting.agents().tachograph(options).options());
    }
    try (LiveProcess target = new LiveProcess(command)) {
      int announced = Integer.parseInt(target.await("port "));
      Scraper scraper = new Scraper(announced == 0 ? agentPort : announced);
      int warmUp = Math.max(5, Math.min(300, WARM_UP_SERIES / count));
      for (int i = 0; i < warmUp; i++) {
        target.ask("touch", "done");
        scraper.scrape();
      }
      String name = PEERS.getOrDefault(peer, peer);
      measure(results, jdk, name, count, true, target, scraper, setting.scale());
      measure(results, jdk, name, count, false, target, scraper, setting.scale());
    }
  }

  private static void measure(
      Results results,
      Jdk jdk,
      String name,
      int count,
      boolean changed,
      LiveProcess target,
      Scraper scraper,
      Scale scale)
      throws IOException {
    Sample cpu = new Sample();
    Sample wall = new Sample();
    Sample allocated = new Sample();
    int bytes = 0;
    int scrapes = count <= 1_000 ? scale.of(15, 60) : count <= 10_000 ? 15 : 5;
    for (int i = 0; i < scrapes; i++) {
      if (changed) {
        target.ask("touch", "done");
      }
      String[] before = target.ask("cost", "cost ").split(" ");
      long start = System.nanoTime();
      bytes = scraper.scrape();
      wall.add((System.nanoTime() - start) / 1e6);
      String[] after = target.ask("cost", "cost ").split(" ");
      cpu.add((Long.parseLong(after[0]) - Long.parseLong(before[0])) / 1e6);
      allocated.add((Long.parseLong(after[1]) - Long.parseLong(before[1])) / 1024.0);
    }
    String experiment = name(count, changed);
    results.add(experiment, name, CPU, jdk.feature(), cpu);
    results.add(experiment, name, WALL, jdk.feature(), wall);
    results.add(experiment, name, ALLOCATED, jdk.feature(), allocated);
    results.add(experiment, name, SIZE, jdk.feature(), bytes / 1024.0);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
