package dev.tachograph.it.harness;

import java.net.URI;

/** The program that has metrics of its own, in its own JVM and driven by commands. */
public final class MetricsApp extends CommandedApp {
  private MetricsApp(RunningJvm jvm) {
    super(jvm);
  }

  /**
   * Starts the program.
   *
   * @param metrics the simple name of the class that uses the library
   * @param library the name of the library's class path
   */
  public static MetricsApp start(JvmCommand jvm, String metrics, String library) {
    return new MetricsApp(
        jvm.start(
            Paths.apps("metrics/" + library),
            "com.acme.metrics.MetricsProgram",
            "com.acme.metrics." + metrics));
  }

  /** Gives a command, waits until it is done, and returns what the program says. */
  public String obey(String command) {
    return last(linesOf(command));
  }

  /** Has the application serve its metrics, and returns where. */
  public URI serve() {
    return URI.create("http://127.0.0.1:" + obey("serve") + "/metrics");
  }
}
