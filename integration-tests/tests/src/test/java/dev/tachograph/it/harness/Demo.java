package dev.tachograph.it.harness;

import java.util.ArrayList;
import java.util.List;

/**
 * The script at the root of the project. It builds what is missing, so this may take a while.
 * {@code close} ends it as Ctrl-C does, with all that it has started.
 */
public final class Demo implements AutoCloseable {
  private final RunningProcess process;

  private Demo(RunningProcess process) {
    this.process = process;
  }

  public static Demo start(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Paths.inProject("demo").toString()));
    command.addAll(List.of(arguments));
    return new Demo(RunningProcess.start(Paths.newDirectory("demo"), command));
  }

  /** Waits until it has printed a line that begins with each of these words. */
  public String await(String... words) {
    Await.until(() -> "rows of\n" + process, () -> hasLines(words) || !process.isAlive());
    return process.output();
  }

  private boolean hasLines(String... words) {
    List<String> lines = process.output().lines().toList();
    return List.of(words).stream()
        .allMatch(word -> lines.stream().anyMatch(line -> line.startsWith(word + " ")));
  }

  @Override
  public void close() {
    process.askToEnd();
    Await.until(() -> "the end of\n" + process, () -> !process.isAlive());
  }
}
