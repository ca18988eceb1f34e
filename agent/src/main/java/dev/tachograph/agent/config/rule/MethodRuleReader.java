package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.keys.WorkerKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the groups of method rules. It leaves out a pattern that cannot be used, and keeps the
 * others of its group.
 */
public final class MethodRuleReader {
  private final ConfigReader reader;
  private final List<MethodRule> rules = new ArrayList<>();
  private final Map<String, Assignment> origins = new HashMap<>();

  public MethodRuleReader(ConfigReader reader) {
    this.reader = reader;
  }

  /** The rules of the numbered groups, ascending, then those with the default task type. */
  public List<MethodRule> read() {
    List<Integer> numbers = reader.numbers(WorkerKeys.GROUP_METHODS);
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      Assignment methods = reader.assignment(WorkerKeys.GROUP_METHODS, number);
      if (methods != null) {
        addGroup(methods, taskType(number));
      }
    }
    Assignment methods = reader.assignment(WorkerKeys.METHODS.name());
    if (methods != null) {
      addGroup(methods, defaultTaskType());
    }
    reportGroupsWithoutMethods(numbers);
    return rules;
  }

  private TaskTypeTemplate taskType(int number) {
    Key<String> key = WorkerKeys.GROUP_TASK_TYPE;
    Assignment assignment = reader.assignment(key, number);
    if (assignment != null) {
      try {
        TaskTypeTemplate template = TaskTypeTemplate.parse(assignment.value());
        reader.show(assignment);
        return template;
      } catch (IllegalArgumentException e) {
        reader.reject(key, assignment, e.getMessage() + "; allowed is " + key.allowed());
      }
    }
    TaskTypeTemplate template = defaultTaskType();
    reader.show(new Assignment(ConfigReader.name(key, number), template.text(), "default"));
    return template;
  }

  private static TaskTypeTemplate defaultTaskType() {
    return TaskTypeTemplate.parse(WorkerKeys.GROUP_TASK_TYPE.defaultInWords());
  }

  private void addGroup(Assignment methods, TaskTypeTemplate taskType) {
    List<String> patterns = MethodRule.split(methods.value());
    StringBuilder used = new StringBuilder();
    for (int i = 0; i < patterns.size(); i++) {
      if (addRule(patterns.get(i), methods, taskType)) {
        used.append(used.length() == 0 ? "" : ", ").append(patterns.get(i));
      }
    }
    reader.show(new Assignment(methods.key(), used.toString(), methods.source()));
  }

  private boolean addRule(String pattern, Assignment methods, TaskTypeTemplate taskType) {
    MethodRule rule;
    try {
      rule = MethodRule.parse(pattern, taskType);
    } catch (IllegalArgumentException e) {
      reader
          .problems()
          .error(
              inWords(pattern, methods)
                  + " cannot be used: "
                  + e.getMessage()
                  + "; allowed are "
                  + WorkerKeys.METHODS.allowed()
                  + "; this pattern is left out");
      return false;
    }
    Assignment origin = origins.putIfAbsent(rule.name(), methods);
    if (origin == null) {
      rules.add(rule);
      return true;
    }
    reader
        .problems()
        .warning(
            inWords(pattern, methods)
                + " is a duplicate of the one in "
                + origin.key()
                + ", which counts");
    return false;
  }

  private static String inWords(String pattern, Assignment methods) {
    return methods.key() + ": " + ConfigProblem.shown(pattern) + " (" + methods.source() + ")";
  }

  private void reportGroupsWithoutMethods(List<Integer> numbers) {
    List<Integer> withTaskTypes = reader.numbers(WorkerKeys.GROUP_TASK_TYPE);
    for (int i = 0; i < withTaskTypes.size(); i++) {
      int number = withTaskTypes.get(i);
      if (!numbers.contains(number)) {
        reader.reportIncomplete(WorkerKeys.GROUP_TASK_TYPE, WorkerKeys.GROUP_METHODS, number);
      }
    }
  }
}
