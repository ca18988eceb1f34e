package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;

@Help("The agent")
public final class AgentKeys extends KeyGroup {
  public static final KeyGroup GROUP = new AgentKeys();

  @Help("`false`: no endpoint, no textfile, nothing is instrumented")
  public static final Key<Boolean> ENABLED = GROUP.key("enabled", Words.trueOrFalse(), "true");

  @Help(
      "the file to read, where it is not the agent's argument: as one of several arguments, as"
          + " `-Dtachograph.config.file` or `TACHOGRAPH_CONFIG_FILE`, not in the file itself")
  public static final Key<String> CONFIG_FILE =
      GROUP.optional("config.file", Texts.path("a path of a properties file"));

  private AgentKeys() {}

  /** The file has been read by now, or a problem has been reported. */
  @Override
  protected void read(ConfigReader reader) {
    reader.read(ENABLED);
    Assignment file = reader.assignment(CONFIG_FILE.name());
    if (file != null) {
      reader.show(file);
    }
  }
}
