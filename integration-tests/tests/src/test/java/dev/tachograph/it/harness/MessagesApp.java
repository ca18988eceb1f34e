package dev.tachograph.it.harness;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The program that listens for messages by one framework, in its own JVM. */
public final class MessagesApp extends CommandedApp {
  private MessagesApp(RunningJvm jvm) {
    super(jvm);
  }

  /**
   * Starts the program.
   *
   * @param listeners the simple name of the class that uses the framework
   * @param library the name of the framework's class path
   * @param broker what the class needs to find its broker
   */
  public static MessagesApp start(JvmCommand jvm, String listeners, String library, String broker) {
    return startOn(jvm, listeners, Paths.apps("messages/" + library), broker);
  }

  /** As above, with a class that goes together with no other library, and has its broker within. */
  public static MessagesApp startCompiled(JvmCommand jvm, String listeners, String library) {
    return startCompiled(jvm, listeners, library, "within");
  }

  /**
   * As above, with a broker elsewhere.
   *
   * @param further classes that not all versions of the library can have
   */
  public static MessagesApp startCompiled(
      JvmCommand jvm, String listeners, String library, String broker, String... further) {
    String libraries = "messages/" + library;
    String[] sources = new String[1 + further.length];
    sources[0] = listeners + ".java";
    for (int i = 0; i < further.length; i++) {
      sources[i + 1] = further[i] + ".java";
    }
    Path classes = SourceCompiler.compileProcessed(libraries, 17, sources);
    return startOn(jvm, listeners, classes + File.pathSeparator + Paths.apps(libraries), broker);
  }

  /** As the first, with Kotlin's functions as listeners, too. */
  public static MessagesApp startWithCoroutines(
      JvmCommand jvm, String listeners, String library, String broker) {
    return startOn(
        jvm,
        listeners,
        KotlinCompiler.springCoroutines() + File.pathSeparator + Paths.apps("messages/" + library),
        broker);
  }

  /** As {@link #startCompiled}, with Kotlin's functions, too. */
  public static MessagesApp startCompiledWithCoroutines(
      JvmCommand jvm, String listeners, String library, String broker) {
    String libraries = "messages/" + library;
    Path classes = SourceCompiler.compileProcessed(libraries, 17, listeners + ".java");
    return startOn(
        jvm,
        listeners,
        KotlinCompiler.springCoroutines()
            + File.pathSeparator
            + classes
            + File.pathSeparator
            + Paths.apps(libraries),
        broker);
  }

  private static MessagesApp startOn(
      JvmCommand jvm, String listeners, String classPath, String broker) {
    return new MessagesApp(
        jvm.start(
            classPath,
            "com.acme.messages.MessagesProgram",
            "com.acme.messages." + listeners,
            broker));
  }

  /**
   * Has messages sent, and returns when none will be delivered any more.
   *
   * @return what the listeners counted themselves: by task and outcome
   */
  public Map<String, Long> run() {
    Map<String, Long> counts = new TreeMap<>();
    for (String line : linesOf("run")) {
      int end = line.lastIndexOf(' ');
      counts.put(line.substring(0, end), Long.valueOf(line.substring(end + 1)));
    }
    return counts;
  }
}
