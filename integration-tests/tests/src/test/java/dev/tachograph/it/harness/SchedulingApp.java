package dev.tachograph.it.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The program whose tasks a framework runs, in its own JVM. */
public final class SchedulingApp extends CommandedApp {
  /** What its tasks did, as it counted itself: by task and status. */
  public record Tally(Map<String, Long> counts, List<String> otherLines) {}

  private static final String WAITING = "> waiting";

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
    return startOn(jvm, scheduler, Paths.apps("scheduling/" + library));
  }

  /**
   * As above, with a class that the library's processors of annotations have to see, or that goes
   * together with no other library.
   *
   * @param release the version of Java that the library needs
   */
  public static SchedulingApp startCompiled(
      JvmCommand jvm, String scheduler, String library, int release) {
    return startOn(jvm, scheduler, compiled(scheduler, library, release));
  }

  /** As above, with Kotlin's functions as tasks, too. */
  public static SchedulingApp startWithCoroutines(
      JvmCommand jvm, String scheduler, String library, int release) {
    String classPath =
        KotlinCompiler.springCoroutines()
            + File.pathSeparator
            + compiled(scheduler, library, release);
    return startOn(jvm, scheduler, classPath);
  }

  private static String compiled(String scheduler, String library, int release) {
    String libraries = "scheduling/" + library;
    Path classes = SourceCompiler.compileProcessed(libraries, release, scheduler + ".java");
    return classes + File.pathSeparator + Paths.apps(libraries);
  }

  /** As above, in an application that Quarkus has built. */
  public static SchedulingApp startQuarkus(JvmCommand jvm, String version) {
    return new SchedulingApp(jvm.startJar(QuarkusBuild.application(version)));
  }

  private static SchedulingApp startOn(JvmCommand jvm, String scheduler, String classPath) {
    return new SchedulingApp(
        jvm.start(
            classPath,
            "com.acme.scheduling.SchedulingProgram",
            "com.acme.scheduling." + scheduler));
  }

  /** Has all tasks run, and returns when none will run any more. */
  public Tally run() {
    return tally(linesOf("run"));
  }

  /**
   * Has all tasks run twice by the same scheduler, and returns when none will run any more.
   *
   * @param between is done while no task runs
   * @return what the tasks have done before that, and since
   */
  public List<Tally> runTwice(Runnable between) {
    jvm().type("twice");
    jvm().awaitStdout(WAITING);
    between.run();
    jvm().type("go on");
    List<String> lines = linesUntilDone("twice");
    int first = lines.indexOf(WAITING);
    return List.of(tally(lines.subList(0, first)), tally(lines.subList(first + 1, lines.size())));
  }

  /** What a program has printed of its tasks. */
  public static Tally tally(List<String> lines) {
    Map<String, Long> counts = new TreeMap<>();
    List<String> others = new java.util.ArrayList<>();
    for (String line : lines) {
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
