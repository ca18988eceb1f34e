package dev.tachograph.agent.config.rule;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigReader;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.keys.OperationKeys;
import dev.tachograph.agent.config.rule.CallTemplate.PartKind;
import dev.tachograph.agent.config.value.Lists;
import dev.tachograph.bootstrap.metrics.OperationNames;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the rules for operations. What cannot be used of a rule is left out, and the rest of the
 * rule is used.
 */
public final class OperationRuleReader {
  private final ConfigReader reader;
  private final boolean inOneFamily;
  private final MethodRuleReader rules;

  /** The labels of each operation by its name as written, over all rules. */
  private final Map<String, Set<String>> labelsOfOperations = new HashMap<>();

  public OperationRuleReader(ConfigReader reader, boolean inOneFamily) {
    this.reader = reader;
    this.inOneFamily = inOneFamily;
    this.rules = new MethodRuleReader(reader);
  }

  /** The rules, ascending by number. */
  public List<MethodRule> read() {
    List<Integer> numbers = reader.numbers(OperationKeys.METHODS);
    Map<Integer, Map<String, Assignment>> labels = labelAssignments(numbers);
    for (int i = 0; i < numbers.size(); i++) {
      int number = numbers.get(i);
      Assignment methods = reader.assignment(OperationKeys.METHODS, number);
      if (methods != null) {
        CallTemplate name = name(number);
        rules.add(
            methods,
            new OperationSubject(
                name,
                labels(name == null ? "#" + number : name.text(), labels.get(number)),
                exceptions(number)));
      }
    }
    rules.reportWithoutMethods(OperationKeys.NAME, OperationKeys.METHODS);
    rules.reportWithoutMethods(OperationKeys.EXCEPTIONS, OperationKeys.METHODS);
    return rules.rules();
  }

  private @Nullable CallTemplate name(int number) {
    Key<String> key = OperationKeys.NAME;
    Assignment assignment = reader.assignment(key, number);
    if (assignment == null) {
      return null;
    }
    try {
      CallTemplate name = CallTemplate.parse(assignment.value());
      for (CallTemplate.Part part : name.parts()) {
        PartKind kind = part.kind();
        if (kind != PartKind.LITERAL && kind != PartKind.CLASS && kind != PartKind.METHOD) {
          throw new IllegalArgumentException(
              ConfigProblem.shown(part.text()) + " would make a family for each value");
        }
      }
      reader.show(assignment);
      return name;
    } catch (IllegalArgumentException e) {
      reader.reject(key, assignment, e.getMessage() + "; allowed is " + key.allowed());
      return null;
    }
  }

  /** The assignments to labels, by the number of the rule and the name of the label. */
  private Map<Integer, Map<String, Assignment>> labelAssignments(List<Integer> numbers) {
    Map<Integer, Map<String, Assignment>> byRule = new HashMap<>();
    List<Assignment> all = reader.assignments(OperationKeys.LABEL);
    for (int i = 0; i < all.size(); i++) {
      Assignment assignment = all.get(i);
      String parameters = ConfigReader.parameter(OperationKeys.LABEL, assignment);
      int dot = parameters.indexOf('.');
      Integer number = Integer.valueOf(parameters.substring(0, dot));
      if (!numbers.contains(number)) {
        reader
            .problems()
            .warning(
                assignment.inWords()
                    + " is ignored: "
                    + ConfigReader.name(OperationKeys.METHODS, number)
                    + " is not set");
        continue;
      }
      Map<String, Assignment> ofRule = byRule.get(number);
      if (ofRule == null) {
        ofRule = new LinkedHashMap<>();
        byRule.put(number, ofRule);
      }
      ofRule.put(parameters.substring(dot + 1), assignment);
    }
    return byRule;
  }

  private Map<String, CallTemplate> labels(
      String operation, @Nullable Map<String, Assignment> assignments) {
    Map<String, CallTemplate> labels = new LinkedHashMap<>();
    if (assignments != null) {
      for (Map.Entry<String, Assignment> label : assignments.entrySet()) {
        try {
          CallTemplate template = CallTemplate.parse(label.getValue().value());
          requireLabel(operation, label.getKey());
          labels.put(label.getKey(), template);
          reader.show(label.getValue());
        } catch (IllegalArgumentException e) {
          reader
              .problems()
              .error(
                  label.getValue().inWords()
                      + " cannot be used: "
                      + e.getMessage()
                      + "; allowed is "
                      + OperationKeys.LABEL.allowed()
                      + "; this label is left out");
        }
      }
    }
    return labels;
  }

  private void requireLabel(String operation, String label) {
    if (OperationNames.isReserved(label)) {
      throw new IllegalArgumentException("the label " + label + " has a meaning of its own");
    }
    String families = inOneFamily ? "" : operation;
    Set<String> known = labelsOfOperations.get(families);
    if (known == null) {
      known = new LinkedHashSet<>();
      labelsOfOperations.put(families, known);
    }
    int room = inOneFamily ? OperationNames.MAX_LABELS - 1 : OperationNames.MAX_LABELS;
    if (!known.contains(label) && known.size() == room) {
      throw new IllegalArgumentException(
          (inOneFamily ? "all operations together have" : "an operation has")
              + " at most "
              + room
              + " labels, here "
              + String.join(", ", known));
    }
    known.add(label);
  }

  private @Nullable Set<String> exceptions(int number) {
    Assignment assignment = reader.assignment(OperationKeys.EXCEPTIONS, number);
    if (assignment == null) {
      return null;
    }
    Set<String> names = new LinkedHashSet<>();
    for (String item : assignment.value().split(",")) {
      String name = item.trim();
      if (!name.isEmpty() && !Lists.isClassName(name)) {
        reader.reject(
            OperationKeys.EXCEPTIONS,
            assignment,
            ConfigProblem.shown(name)
                + " is no class name; allowed are "
                + OperationKeys.EXCEPTIONS.allowed());
        return null;
      }
      if (!name.isEmpty()) {
        names.add(name);
      }
    }
    reader.show(assignment);
    return names.isEmpty() ? null : names;
  }
}
