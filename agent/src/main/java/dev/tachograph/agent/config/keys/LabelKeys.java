package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.agent.config.value.Words;
import java.util.List;

@Help("Labels")
public final class LabelKeys extends KeyGroup {
  public static final KeyGroup GROUP = new LabelKeys();

  /** Whether label values of operations are cleaned. */
  @Help(
      "which characters the label values of operations may have; `utf8` = all, `reference` ="
          + " letters, digits, `_` and `:`, with `_` for any other")
  public static final Key<Boolean> CLEAN =
      GROUP.key("labels.sanitize", Words.of("utf8", false).or("reference", true), "utf8");

  @Help(
      "a label of every series in every outlet, such as `labels.region`; where a series has a label"
          + " of this name already, it keeps its own")
  public static final Key<String> CONSTANT = GROUP.optional("labels.<constant>", Texts.label());

  private LabelKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    reader.read(CLEAN);
    List<Assignment> constants = reader.assignments(CONSTANT);
    for (int i = 0; i < constants.size(); i++) {
      reader.read(CONSTANT, constants.get(i));
    }
  }
}
