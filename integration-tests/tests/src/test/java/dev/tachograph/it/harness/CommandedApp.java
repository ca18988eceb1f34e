package dev.tachograph.it.harness;

import java.util.List;

/** A program in its own JVM that obeys one command after the other, and says when each is done. */
public abstract class CommandedApp implements AutoCloseable {
  private final RunningJvm jvm;
  private final long startNanos;
  private int linesRead;

  CommandedApp(RunningJvm jvm) {
    this.jvm = jvm;
    // Ask for the lines afterwards: a list asked for before may not have this one.
    String ready = jvm.awaitStdout("> ready");
    linesRead = jvm.stdout().indexOf(ready) + 1;
    startNanos = System.nanoTime();
  }

  /** How long the program has been ready to take commands. */
  public final double readySeconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  public final RunningJvm jvm() {
    return jvm;
  }

  /** Gives a command, waits until it is done, and returns the lines that it printed. */
  final List<String> linesOf(String command) {
    jvm.type(command);
    return linesUntilDone(command);
  }

  /** Waits until a command is done, and returns the lines that it printed. */
  final List<String> linesUntilDone(String command) {
    Await.until(
        () -> "the end of '" + command + "'\n" + jvm,
        () -> newLines().contains("> ok") || !jvm.isAlive());
    if (!newLines().contains("> ok")) {
      // One that ends at once may be gone before its last lines have been read.
      jvm.awaitExit();
    }
    List<String> lines = newLines();
    int end = lines.indexOf("> ok");
    if (end < 0) {
      throw new AssertionError("ended during '" + command + "'\n" + jvm);
    }
    linesRead += end + 1;
    return lines.subList(0, end);
  }

  /** The last line, which says what the application saw. */
  static String last(List<String> lines) {
    if (lines.isEmpty()) {
      throw new AssertionError("the program says nothing");
    }
    return lines.get(lines.size() - 1);
  }

  /** The lines of the command that is under way. */
  final List<String> newLines() {
    List<String> lines = jvm.stdout();
    return lines.subList(linesRead, lines.size());
  }

  @Override
  public final void close() {
    jvm.close();
  }
}
