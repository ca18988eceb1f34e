package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Durations;
import dev.tachograph.agent.config.value.Texts;
import java.time.Duration;

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

  private TextfileKeys() {}
}
