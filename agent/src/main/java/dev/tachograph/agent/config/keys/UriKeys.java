package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.Rules;
import dev.tachograph.agent.config.rule.UriRuleReader;
import dev.tachograph.agent.config.value.Numbers;
import dev.tachograph.agent.config.value.Texts;
import dev.tachograph.bootstrap.uri.UriRule;

@Help("URI templates")
public final class UriKeys extends KeyGroup {
  public static final KeyGroup GROUP = new UriKeys();

  @Help(
      "how many values one place in the paths of a host may have; with more it becomes `{*}`. As"
          + " many hosts are told apart")
  public static final Key<Integer> LEARN_LIMIT =
      GROUP.key("uri.learn-limit", Numbers.between(1, 10_000), "50");

  @Help("paths that rule `<n>`, a number, gives a template; the first rule that matches counts")
  public static final Key<String> RULE_PATTERN =
      GROUP.optional(
          "uri.rules.<n>.pattern",
          Texts.any("a Java regular expression that matches whole paths, such as /files/.*"));

  @Help("the template that they get, such as `/files/{path}`")
  public static final Key<String> RULE_TEMPLATE =
      GROUP.optional(
          "uri.rules.<n>.template",
          Texts.any("text, which may hold $1 for what the pattern's first group has matched"));

  /** The rules, ascending by number. */
  public static final Rules<UriRule> RULES = new Rules<>();

  private UriKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    reader.read(LEARN_LIMIT);
    reader.rules(RULES, new UriRuleReader(reader).read());
  }
}
