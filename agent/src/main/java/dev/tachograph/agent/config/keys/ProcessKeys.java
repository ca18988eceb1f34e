package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Texts;

@Help("Other processes")
public final class ProcessKeys extends KeyGroup {
  public static final KeyGroup GROUP = new ProcessKeys();

  @Help(
      "a file with the id of another process of this machine, whose CPU time, memory and file"
          + " descriptors are shown as `<process>_process_*`; on Linux")
  public static final Key<String> PID_FILE =
      GROUP.optional("process.watch.<process>.pidfile", Texts.file("a path of a file"));

  private ProcessKeys() {}
}
