package dev.tachograph.it.harness;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The script at the root of the project. It builds what is missing, so this may take a while. */
public final class Demo {
  private Demo() {}

  /** Runs it to its end, and returns what it printed. */
  public static String run(String... arguments) {
    List<String> command = new ArrayList<>(List.of(Paths.inProject("demo").toString()));
    command.addAll(List.of(arguments));
    Path directory = Paths.newDirectory("demo");
    try (RunningProcess demo = RunningProcess.start(directory, command)) {
      Await.until(() -> "the end of\n" + demo, () -> !demo.isAlive());
      return demo.output();
    }
  }
}
