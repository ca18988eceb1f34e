package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.keys.UriKeys;
import dev.tachograph.bootstrap.uri.UriRule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rules for templates of paths. Leaves out a rule that cannot be used. */
public final class UriRuleReader {
  private final ConfigReader reader;

  public UriRuleReader(ConfigReader reader) {
    this.reader = reader;
  }

  /** The rules, ascending by number. */
  public List<UriRule> read() {
    List<UriRule> rules = new ArrayList<>();
    for (int number : reader.numbers(UriKeys.RULE_PATTERN, UriKeys.RULE_TEMPLATE)) {
      Assignment pattern = reader.assignment(UriKeys.RULE_PATTERN, number);
      Assignment template = reader.assignment(UriKeys.RULE_TEMPLATE, number);
      if (pattern == null) {
        reader.reportIncomplete(UriKeys.RULE_TEMPLATE, UriKeys.RULE_PATTERN, number);
      } else if (template == null) {
        reader.reportIncomplete(UriKeys.RULE_PATTERN, UriKeys.RULE_TEMPLATE, number);
      } else {
        UriRule rule = rule(pattern, template);
        if (rule != null) {
          rules.add(rule);
        }
      }
    }
    return rules;
  }

  private @Nullable UriRule rule(Assignment pattern, Assignment template) {
    try {
      UriRule rule = UriRule.parse(pattern.value(), template.value());
      reader.show(pattern);
      reader.show(template);
      return rule;
    } catch (UriRule.PatternException e) {
      reject(UriKeys.RULE_PATTERN, pattern, e);
    } catch (IllegalArgumentException e) {
      reject(UriKeys.RULE_TEMPLATE, template, e);
    }
    return null;
  }

  private void reject(Key<?> key, Assignment assignment, IllegalArgumentException reason) {
    reader
        .problems()
        .error(
            assignment.inWords()
                + " cannot be used: "
                + reason.getMessage()
                + "; allowed is "
                + key.allowed()
                + "; this rule is left out");
  }
}
