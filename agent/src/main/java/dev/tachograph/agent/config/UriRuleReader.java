package dev.tachograph.agent.config;

import dev.tachograph.bootstrap.uri.UriRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rules for templates of paths. One that cannot be used is left out. */
final class UriRuleReader {
  private final ConfigSources sources;
  private final ConfigProblems problems;
  private final List<Setting> inForce;

  UriRuleReader(ConfigSources sources, ConfigProblems problems, List<Setting> inForce) {
    this.sources = sources;
    this.problems = problems;
    this.inForce = inForce;
  }

  /** Ascending by their numbers. */
  List<UriRule> read() {
    List<UriRule> rules = new ArrayList<>();
    for (int number : numbers()) {
      Setting pattern = sources.get(ConfigKeys.URI_RULE_PATTERN.fill(String.valueOf(number)));
      Setting template = sources.get(ConfigKeys.URI_RULE_TEMPLATE.fill(String.valueOf(number)));
      UriRule rule = rule(number, pattern, template);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return Collections.unmodifiableList(rules);
  }

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    for (ConfigKey key :
        new ConfigKey[] {ConfigKeys.URI_RULE_PATTERN, ConfigKeys.URI_RULE_TEMPLATE}) {
      List<Setting> settings = sources.getAll(key);
      for (int i = 0; i < settings.size(); i++) {
        String parameter = key.parameterOf(settings.get(i).key());
        Integer number = parameter == null ? 0 : Integer.valueOf(parameter);
        if (!numbers.contains(number)) {
          numbers.add(number);
        }
      }
    }
    Collections.sort(numbers);
    return numbers;
  }

  private @Nullable UriRule rule(
      int number, @Nullable Setting pattern, @Nullable Setting template) {
    if (pattern == null || template == null) {
      Setting lonely = pattern == null ? template : pattern;
      ConfigKey missing =
          pattern == null ? ConfigKeys.URI_RULE_PATTERN : ConfigKeys.URI_RULE_TEMPLATE;
      if (lonely != null) {
        problems.warning(
            lonely.inWords()
                + " is ignored: "
                + missing.fill(String.valueOf(number))
                + " is not set");
      }
      return null;
    }
    try {
      UriRule rule = UriRule.parse(pattern.value(), template.value());
      inForce.add(pattern);
      inForce.add(template);
      return rule;
    } catch (UriRule.PatternException e) {
      reject(pattern, ConfigKeys.URI_RULE_PATTERN, e);
    } catch (IllegalArgumentException e) {
      reject(template, ConfigKeys.URI_RULE_TEMPLATE, e);
    }
    return null;
  }

  private void reject(Setting setting, ConfigKey key, IllegalArgumentException reason) {
    problems.error(
        setting.inWords()
            + " cannot be used: "
            + reason.getMessage()
            + "; allowed is "
            + key.allowed()
            + "; this rule is left out");
  }
}
