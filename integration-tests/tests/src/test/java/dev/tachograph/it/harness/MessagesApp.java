package dev.tachograph.it.harness;

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
    return new MessagesApp(
        jvm.start(
            Paths.apps("messages/" + library),
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
