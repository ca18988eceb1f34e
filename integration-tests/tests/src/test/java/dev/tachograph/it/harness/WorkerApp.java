package dev.tachograph.it.harness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The worker program, in its own JVM and driven by commands. */
public final class WorkerApp extends CommandedApp {
  private WorkerApp(RunningJvm jvm) {
    super(jvm);
  }

  /** Payloads above that many KB go to the external storage; with 0, none. */
  public static WorkerApp start(
      JvmCommand jvm, ConductorClient client, String url, int externalPayloadThresholdKb) {
    return new WorkerApp(
        jvm.start(
            client.classPath(),
            client.mainClass(),
            url,
            String.valueOf(externalPayloadThresholdKb)));
  }

  public static WorkerApp start(JvmCommand jvm, ConductorClient client, String url) {
    return start(jvm, client, url, 0);
  }

  /** The same program as a fat jar. */
  public static WorkerApp startSpringBoot(JvmCommand jvm, String url) {
    return new WorkerApp(jvm.startJar(SpringBootJar.file(), url));
  }

  /** Gives a command, waits until it is done, and returns the lines that it printed. */
  public List<String> obey(String command) {
    return linesOf(command);
  }

  /** What the workers have counted themselves. */
  public Tally tally() {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : obey("tally")) {
      int equals = line.indexOf('=');
      if (line.startsWith("> ") && equals > 0) {
        counts.put(line.substring(2, equals), Long.parseLong(line.substring(equals + 1)));
      }
    }
    return new Tally(counts);
  }

  public ExitedJvm exit() {
    obey("exit");
    return jvm().awaitExit();
  }

  /** Counts by name; a name that was never counted is 0. */
  public record Tally(Map<String, Long> counts) {
    public long get(String key) {
      return counts.getOrDefault(key, 0L);
    }
  }
}
