package dev.tachograph.it.harness;

/** The program that calls through libraries that repeat, in its own JVM and driven by commands. */
public final class RetryApp extends CommandedApp {
  private RetryApp(RunningJvm jvm) {
    super(jvm);
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

  /** Gives a command, waits until it is done, and returns what the application saw. */
  public String obey(String command) {
    return last(linesOf(command));
  }
}
