package dev.tachograph.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the groups of method rules. A pattern that cannot be used is left out; the others of its
 * group stay.
 */
final class MethodRuleReader {
  private final ConfigSources sources;
  private final ConfigProblems problems;
  private final List<Setting> inForce;
  private final List<MethodRule> rules = new ArrayList<>();
  private final Map<String, Setting> origins = new HashMap<>();

  MethodRuleReader(ConfigSources sources, ConfigProblems problems, List<Setting> inForce) {
    this.sources = sources;
    this.problems = problems;
    this.inForce = inForce;
  }

  /** The rules of the numbered groups, ascending, before those that have the default task type. */
  List<MethodRule> read() {
    List<Setting> groups = sources.getAll(ConfigKeys.WORKER_METHODS);
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      numbers.add(number(ConfigKeys.WORKER_METHODS, groups.get(i)));
    }
    Collections.sort(numbers);
    for (int i = 0; i < numbers.size(); i++) {
      String number = String.valueOf(numbers.get(i));
      Setting methods = sources.get(ConfigKeys.WORKER_METHODS.fill(number));
      if (methods != null) {
        addGroup(methods, taskType(ConfigKeys.WORKER_TASK_TYPE.fill(number)));
      }
    }
    Setting methods = sources.get(ConfigKeys.WORKERS_METHODS.name());
    if (methods != null) {
      addGroup(methods, TaskTypeTemplate.parse(TaskTypeTemplate.DEFAULT_TEXT));
    }
    reportGroupsWithoutMethods(numbers);
    return Collections.unmodifiableList(rules);
  }

  private static int number(ConfigKey key, Setting setting) {
    String parameter = key.parameterOf(setting.key());
    return parameter == null ? 0 : Integer.parseInt(parameter);
  }

  private TaskTypeTemplate taskType(String key) {
    Setting setting = sources.get(key);
    if (setting != null) {
      try {
        TaskTypeTemplate template = TaskTypeTemplate.parse(setting.value());
        inForce.add(setting);
        return template;
      } catch (IllegalArgumentException e) {
        problems.error(
            setting.inWords()
                + " cannot be used: "
                + e.getMessage()
                + "; allowed is "
                + ConfigKeys.WORKER_TASK_TYPE.allowed()
                + "; the default is used: "
                + TaskTypeTemplate.DEFAULT_TEXT);
      }
    }
    inForce.add(new Setting(key, TaskTypeTemplate.DEFAULT_TEXT, "default"));
    return TaskTypeTemplate.parse(TaskTypeTemplate.DEFAULT_TEXT);
  }

  private void addGroup(Setting methods, TaskTypeTemplate taskType) {
    List<String> patterns = MethodRule.split(methods.value());
    StringBuilder used = new StringBuilder();
    for (int i = 0; i < patterns.size(); i++) {
      if (addRule(patterns.get(i), methods, taskType)) {
        used.append(used.length() == 0 ? "" : ", ").append(patterns.get(i));
      }
    }
    inForce.add(new Setting(methods.key(), used.toString(), methods.source()));
  }

  private boolean addRule(String pattern, Setting methods, TaskTypeTemplate taskType) {
    MethodRule rule;
    try {
      rule = MethodRule.parse(pattern, taskType);
    } catch (IllegalArgumentException e) {
      problems.error(
          methods.key()
              + ": "
              + ConfigProblem.shown(pattern)
              + " ("
              + methods.source()
              + ") cannot be used: "
              + e.getMessage()
              + "; allowed are "
              + ConfigKeys.WORKERS_METHODS.allowed()
              + "; this pattern is left out");
      return false;
    }
    Setting origin = origins.putIfAbsent(rule.name(), methods);
    if (origin == null) {
      rules.add(rule);
      return true;
    }
    problems.warning(
        methods.key()
            + ": "
            + ConfigProblem.shown(pattern)
            + " ("
            + methods.source()
            + ") is a duplicate of the one in "
            + origin.key()
            + ", which counts");
    return false;
  }

  private void reportGroupsWithoutMethods(List<Integer> numbers) {
    List<Setting> taskTypes = sources.getAll(ConfigKeys.WORKER_TASK_TYPE);
    for (int i = 0; i < taskTypes.size(); i++) {
      Setting setting = taskTypes.get(i);
      int number = number(ConfigKeys.WORKER_TASK_TYPE, setting);
      if (!numbers.contains(number)) {
        problems.warning(
            setting.inWords()
                + " is ignored: "
                + ConfigKeys.WORKER_METHODS.fill(String.valueOf(number))
                + " is not set");
      }
    }
  }
}
