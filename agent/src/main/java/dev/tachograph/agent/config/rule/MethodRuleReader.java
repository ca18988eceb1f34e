package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads lists of patterns into rules. It leaves out a pattern that cannot be used, and keeps the
 * others of its list.
 */
public final class MethodRuleReader {
  /** In words, for messages and the documentation. */
  public static final String PATTERNS =
      "patterns like com.acme.jobs.*#run or com.acme.Mailer#send(java.lang.String), with + behind"
          + " a class for its subtypes, separated by commas";

  private final ConfigReader reader;
  private final List<MethodRule> rules = new ArrayList<>();
  private final Map<String, Assignment> origins = new HashMap<>();

  public MethodRuleReader(ConfigReader reader) {
    this.reader = reader;
  }

  /** The rules that were read so far. */
  public List<MethodRule> rules() {
    return rules;
  }

  /** Adds the rules of one list of patterns. */
  public void add(Assignment methods, RuleSubject subject) {
    List<String> patterns = MethodRule.split(methods.value());
    StringBuilder used = new StringBuilder();
    for (int i = 0; i < patterns.size(); i++) {
      if (addRule(patterns.get(i), methods, subject)) {
        used.append(used.length() == 0 ? "" : ", ").append(patterns.get(i));
      }
    }
    reader.show(new Assignment(methods.key(), used.toString(), methods.source()));
  }

  private boolean addRule(String pattern, Assignment methods, RuleSubject subject) {
    MethodRule rule;
    try {
      rule = MethodRule.parse(pattern, subject);
    } catch (IllegalArgumentException e) {
      reader
          .problems()
          .error(
              inWords(pattern, methods)
                  + " cannot be used: "
                  + e.getMessage()
                  + "; allowed are "
                  + PATTERNS
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

  /**
   * Reads a template of a numbered rule.
   *
   * @return the default if none is set or it cannot be used, which is reported
   */
  public CallTemplate template(Key<String> key, int number) {
    Assignment assignment = reader.assignment(key, number);
    if (assignment != null) {
      try {
        CallTemplate template = CallTemplate.parse(assignment.value());
        reader.show(assignment);
        return template;
      } catch (IllegalArgumentException e) {
        reader.reject(key, assignment, e.getMessage() + "; allowed is " + key.allowed());
      }
    }
    CallTemplate template = CallTemplate.parse(key.defaultInWords());
    reader.show(new Assignment(ConfigReader.name(key, number), template.text(), "default"));
    return template;
  }

  private static String inWords(String pattern, Assignment methods) {
    return methods.key() + ": " + ConfigProblem.shown(pattern) + " (" + methods.source() + ")";
  }

  /** Reports keys of numbered rules that have no methods. */
  public void reportWithoutMethods(Key<?> key, Key<?> methods) {
    List<Integer> numbers = reader.numbers(methods);
    List<Integer> withKey = reader.numbers(key);
    for (int i = 0; i < withKey.size(); i++) {
      int number = withKey.get(i);
      if (!numbers.contains(number)) {
        reader.reportIncomplete(key, methods, number);
      }
    }
  }
}
