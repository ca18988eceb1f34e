package dev.tachograph.it.harness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program whose tasks a framework runs, in its own JVM. */
public final class SchedulingApp extends CommandedApp {
  /** What its tasks did, as it counted itself: by task and status. */
  public record Tally(Map<String, Long> counts, List<String> otherLines) {}

  private SchedulingApp(RunningJvm jvm) {
    super(jvm);
  }

  /**
   * Starts the program.
   *
   * @param scheduler the simple name of the class that uses the framework
   * @param library the name of the framework's class path
   */
  public static SchedulingApp start(JvmCommand jvm, String scheduler, String library) {
    return new SchedulingApp(
        jvm.start(
            Paths.apps("scheduling/" + library),
            "com.acme.scheduling.SchedulingProgram",
            "com.acme.scheduling." + scheduler));
  }

  /** Has all tasks run, and returns when none will run any more. */
  public Tally run() {
    Map<String, Long> counts = new TreeMap<>();
    List<String> others = new java.util.ArrayList<>();
    for (String line : linesOf("run")) {
      int end = line.lastIndexOf(' ');
      if (line.contains(" SUCCESS ") || line.contains(" FAILURE ")) {
        counts.put(line.substring(0, end), Long.valueOf(line.substring(end + 1)));
      } else {
        others.add(line);
      }
    }
    return new Tally(counts, others);
  }
}
