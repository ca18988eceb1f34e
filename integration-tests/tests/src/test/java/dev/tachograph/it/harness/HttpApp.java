package dev.tachograph.it.harness;

import java.io.File;
import java.nio.file.Path;

/** The program that makes HTTP calls, in its own JVM and driven by commands. */
public final class HttpApp extends CommandedApp {
  private HttpApp(RunningJvm jvm) {
    super(jvm);
  }

  /**
   * Starts the program.
   *
   * @param calls the simple name of the class that calls the client
   * @param library the name of the client's class path, or empty if the JDK has it
   */
  public static HttpApp start(JvmCommand jvm, String calls, String library) {
    return new HttpApp(
        jvm.start(
            library.isEmpty() ? Paths.apps() : Paths.apps("http/" + library),
            "com.acme.http.HttpProgram",
            "com.acme.http." + calls));
  }

  /**
   * As above, with calls of the resources, which the library's processors of annotations see.
   *
   * @param release the version of Java that they are compiled for
   */
  public static HttpApp startCompiled(JvmCommand jvm, String calls, String library, int release) {
    String libraries = "http/" + library;
    Path classes = SourceCompiler.compileProcessed(libraries, release, calls + ".java");
    return new HttpApp(
        jvm.start(
            classes + File.pathSeparator + Paths.apps(libraries),
            "com.acme.http.HttpProgram",
            "com.acme.http." + calls));
  }

  /** Gives a command, waits until it is done, and returns what the application saw. */
  public String obey(String command) {
    begin(command);
    return finish(command);
  }

  /** Waits until the command that was given waits, or has ended without; whether it waits. */
  public boolean awaitsOrEnds() {
    Await.until(
        () -> "a wait, or the end\n" + jvm(),
        () -> newLines().contains("> waiting") || newLines().contains("> ok") || !jvm().isAlive());
    return !newLines().contains("> ok");
  }

  /** Lets the command go on that waits. */
  public String goOn(String command) {
    jvm().type("go on");
    return finish(command);
  }

  public void begin(String command) {
    jvm().type(command);
  }

  public String finish(String command) {
    return last(linesUntilDone(command));
  }

  public ExitedJvm exit() {
    jvm().type("exit");
    return jvm().awaitExit();
  }
}
