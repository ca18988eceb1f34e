package dev.tachograph.agent.export.processes;

import java.io.IOException;
import java.nio.file.Path;

/** An archiver that ends at a step, as if it were killed there. */
final class CrashSidecar {
  static final int HALTED = 137;

  private CrashSidecar() {}

  /**
   * @param args the directory, and the step
   */
  public static void main(String[] args) throws IOException {
    ArchiveSteps.Step last = ArchiveSteps.Step.valueOf(args[1]);
    ProcessGroup group =
        ProcessGroup.watch(
            new ProcessOptions(Path.of(args[0])),
            step -> {
              if (step == last) {
                Runtime.getRuntime().halt(HALTED);
              }
            });
    if (group == null) {
      throw new IllegalStateException("there is another one");
    }
    group.archiveNow();
    System.exit(group.failures() == 0 ? 0 : 1);
  }
}
