package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.Rules;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.MethodRuleReader;
import dev.tachograph.agent.config.value.Texts;

@Help("Methods as tasks")
public final class WorkerKeys extends KeyGroup {
  public static final KeyGroup GROUP = new WorkerKeys();

  private static final Texts PATTERNS =
      Texts.any(
          "patterns like com.acme.jobs.*#run or com.acme.Mailer#send(java.lang.String),"
              + " separated by commas");

  @Help(
      "methods to measure as tasks, such as `com.acme.jobs.*#run,com.acme.**#handle*`; the task type"
          + " is the simple class name. `*` stays within a name, `**` spans packages, a nested class"
          + " is written with `$`")
  public static final Key<String> METHODS = GROUP.optional("workers.methods", PATTERNS);

  @Help("the same for group `<n>`, a number, whose task type is set by `workers.<n>.task-type`")
  public static final Key<String> GROUP_METHODS = GROUP.optional("workers.<n>.methods", PATTERNS);

  @Help("the task type of the methods of group `<n>`, such as `mail-{arg0.kind}`")
  public static final Key<String> GROUP_TASK_TYPE =
      GROUP.key(
          "workers.<n>.task-type",
          Texts.any("text that may hold {class}, {method}, {arg0}, {arg0.getter}"),
          "{class}");

  /** The rules of the numbered groups, ascending, then those of {@code workers.methods}. */
  public static final Rules<MethodRule> RULES = new Rules<>();

  private WorkerKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    reader.rules(RULES, new MethodRuleReader(reader).read());
  }
}
