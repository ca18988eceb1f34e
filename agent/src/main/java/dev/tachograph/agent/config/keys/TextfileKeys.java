package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Durations;
import dev.tachograph.agent.config.value.Lists;
import dev.tachograph.agent.config.value.Texts;
import java.time.Duration;
import java.util.List;

@Help("The textfile")
public final class TextfileKeys extends KeyGroup {
  public static final KeyGroup GROUP = new TextfileKeys();

  @Help("where to write the metrics as a file; not set = nowhere")
  public static final Key<String> DIRECTORY =
      GROUP.optional("textfile.directory", Texts.path("a path"));

  @Help(
      "the name of that file; node_exporter reads only `*.prom`. Each JVM needs one of its own:"
          + " what another JVM writes is left to that one, with a warning")
  public static final Key<String> FILE_NAME =
      GROUP.key("textfile.file-name", Texts.fileName(), "conductor_metrics.prom");

  @Help("how often that file is rewritten")
  public static final Key<Duration> INTERVAL =
      GROUP.key("textfile.interval", Durations.between("100ms", "1440m"), "10s");

  @Help("which families the file has; not set = all")
  public static final Key<List<String>> INCLUDE =
      GROUP.optional(
          "textfile.include",
          Lists.of(
              "names of families like task_*, separated by commas; * stands for any characters"),
          "all");

  @Help(
      "a label of every series in the file, such as `textfile.labels.worker`, by which node_exporter"
          + " tells two files with the same metrics apart")
  public static final Key<String> LABEL = GROUP.optional("textfile.labels.<label>", Texts.label());

  @Help("who may read the file, as chmod has it; node_exporter often runs as another user")
  public static final Key<String> MODE = GROUP.key("textfile.mode", Texts.fileMode(), "644");

  private TextfileKeys() {}
}
