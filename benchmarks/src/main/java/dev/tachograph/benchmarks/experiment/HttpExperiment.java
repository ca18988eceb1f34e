package dev.tachograph.benchmarks.experiment;

import com.example.load.HttpLoad;
import dev.tachograph.benchmarks.measure.Results;
import dev.tachograph.benchmarks.process.Interleaved;
import dev.tachograph.benchmarks.process.JavaAgent;
import dev.tachograph.benchmarks.process.JavaCommand;
import dev.tachograph.benchmarks.process.Jdk;
import dev.tachograph.benchmarks.process.LiveProcess;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What an agent adds to an HTTP call: CPU time and allocation of the client's process. */
public final class HttpExperiment implements ProcessExperiment {
  private static final Map<String, String> CLIENTS =
      Map.of("jdk", "java.net.http", "url-connection", "HttpURLConnection");

  private static final List<String> ORDER = List.of("jdk", "url-connection");

  /** Name of the experiment. */
  public static String name(String client) {
    return "http: one call with " + CLIENTS.get(client);
  }

  @Override
  public void run(Setting setting, Results results) throws IOException, InterruptedException {
    try (LiveProcess server = StubServers.start(setting)) {
      String url = "http://127.0.0.1:" + server.await("port ") + "/items/1";
      boolean quick = setting.scale() == Scale.QUICK;
      for (Jdk jdk : setting.jdks()) {
        for (String client : quick ? ORDER.subList(0, 1) : ORDER) {
          List<JavaAgent> agents =
              client.equals("jdk") ? setting.agentsToCompare("") : setting.agents().few("");
          compare(setting, results, jdk, client, url, agents);
        }
      }
    }
  }

  private static void compare(
      Setting setting, Results results, Jdk jdk, String client, String url, List<JavaAgent> agents)
      throws IOException, InterruptedException {
    JavaCommand load =
        new JavaCommand(
            jdk,
            List.of("-XX:+UseSerialGC", "-Xmx512m"),
            setting.classPath().split(":", 2)[0],
            HttpLoad.class,
            client,
            url,
            setting.scale() == Scale.QUICK ? "3" : "4",
            setting.scale() == Scale.QUICK ? "500" : "800");
    ProcessExperiment.addPrinted(
        results,
        name(client),
        jdk.feature(),
        Interleaved.run(load, agents, setting.scale().of(1, 2)),
        List.of("us", "B"));
  }
}
