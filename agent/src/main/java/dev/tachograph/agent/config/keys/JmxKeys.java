package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.value.Texts;

@Help("MBeans")
public final class JmxKeys extends KeyGroup {
  public static final KeyGroup GROUP = new JmxKeys();

  @Help(
      "a configuration of jmx_exporter's, whose rules make metrics of MBeans; not set = no metrics"
          + " of MBeans")
  public static final Key<String> CONFIG =
      GROUP.optional("jmx.config", Texts.file("a path of a YAML file"));

  private JmxKeys() {}
}
