package dev.tachograph.agent.config.keys;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Help;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.KeyGroup;
import dev.tachograph.agent.config.Rules;
import dev.tachograph.agent.config.rule.CallTemplate;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.MethodRuleReader;
import dev.tachograph.agent.config.rule.TaskSubject;
import dev.tachograph.agent.config.value.Texts;
import java.util.List;

@Help("Methods as tasks")
public final class WorkerKeys extends KeyGroup {
  public static final KeyGroup GROUP = new WorkerKeys();

  private static final Texts PATTERNS = Texts.any(MethodRuleReader.PATTERNS);

  @Help(
      "methods to measure as tasks, such as `com.acme.jobs.*#run,com.acme.**#handle*`; the task type"
          + " is the simple class name. `*` stays within a name, `**` spans packages, a nested class"
          + " is written with `$`; `com.acme.Job+#run` names all subtypes")
  public static final Key<String> METHODS = GROUP.optional("workers.methods", PATTERNS);

  @Help("the same for group `<n>`, a number, whose task type is set by `workers.<n>.task-type`")
  public static final Key<String> GROUP_METHODS = GROUP.optional("workers.<n>.methods", PATTERNS);

  @Help("the task type of the methods of group `<n>`, such as `mail-{arg0.kind}`")
  public static final Key<String> GROUP_TASK_TYPE =
      GROUP.key("workers.<n>.task-type", Texts.any(CallTemplate.ALLOWED), "{class}");

  /** The rules of the numbered groups, ascending, then those of {@code workers.methods}. */
  public static final Rules<MethodRule> RULES = new Rules<>();

  private WorkerKeys() {}

  @Override
  protected void read(ConfigReader reader) {
    MethodRuleReader rules = new MethodRuleReader(reader);
    List<Integer> numbers = reader.numbers(GROUP_METHODS);
    for (int i = 0; i < numbers.size(); i++) {
      Assignment methods = reader.assignment(GROUP_METHODS, numbers.get(i));
      if (methods != null) {
        rules.add(methods, new TaskSubject(rules.template(GROUP_TASK_TYPE, numbers.get(i))));
      }
    }
    Assignment methods = reader.assignment(METHODS.name());
    if (methods != null) {
      CallTemplate taskType = CallTemplate.parse(GROUP_TASK_TYPE.defaultInWords());
      rules.add(methods, new TaskSubject(taskType));
    }
    rules.reportWithoutMethods(GROUP_TASK_TYPE, GROUP_METHODS);
    reader.rules(RULES, rules.rules());
  }
}
