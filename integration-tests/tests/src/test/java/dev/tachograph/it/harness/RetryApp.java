package dev.tachograph.it.harness;

import java.util.List;

/** The program that calls through libraries that repeat, in its own JVM and driven by commands. */
public final class RetryApp implements AutoCloseable {
  private final RunningJvm jvm;
  private int linesRead;

  private RetryApp(RunningJvm jvm) {
    this.jvm = jvm;
    linesRead = jvm.stdout().indexOf(jvm.awaitStdout("> ready")) + 1;
  }

  /**
   * Starts the program.
   *
   * @param calls the simple name of the class that calls the library
   * @param library the name of the library's class path
   */
  public static RetryApp start(JvmCommand jvm, String calls, String library) {
    return new RetryApp(
        jvm.start(
            Paths.apps("retries/" + library),
            "com.acme.retries.RetryProgram",
            "com.acme.retries." + calls));
  }

  public RunningJvm jvm() {
    return jvm;
  }

  /** Gives a command, waits until it is done, and returns what the application saw. */
  public String obey(String command) {
    jvm.type(command);
    Await.until(
        () -> "the end of '" + command + "'\n" + jvm,
        () -> newLines().contains("> ok") || !jvm.isAlive());
    List<String> lines = newLines();
    int end = lines.indexOf("> ok");
    if (end < 1) {
      throw new AssertionError("ended during '" + command + "'\n" + jvm);
    }
    linesRead += end + 1;
    return lines.get(end - 1);
  }

  private List<String> newLines() {
    List<String> lines = jvm.stdout();
    return lines.subList(linesRead, lines.size());
  }

  @Override
  public void close() {
    jvm.close();
  }
}
