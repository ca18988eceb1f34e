package dev.tachograph.agent.config;

import dev.tachograph.agent.config.source.ConfigSources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what is set into typed values. A value that cannot be used becomes a problem and its
 * default; it never stops the others from being read.
 */
public final class ConfigReader {
  private final ConfigSources sources;
  private final ConfigProblems problems;
  private final Map<Object, Object> values = new HashMap<>();
  private final Map<String, Assignment> inForce = new LinkedHashMap<>();

  private ConfigReader(ConfigSources sources, ConfigProblems problems) {
    this.sources = sources;
    this.problems = problems;
  }

  /** Reads the groups of which anything is set; the others have their defaults. */
  static AgentConfig read(ConfigSources sources, ConfigProblems problems) {
    ConfigReader reader = new ConfigReader(sources, problems);
    List<KeyGroup> groups = KeyGroups.of(sources.keys());
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).read(reader);
    }
    return new AgentConfig(reader.values, reader.inForce, problems);
  }

  /** Reads what is set of a key, or of all the keys that it stands for. */
  public void read(Key<?> key) {
    if (key.isPattern()) {
      List<Assignment> all = assignments(key);
      for (int i = 0; i < all.size(); i++) {
        read(key, all.get(i));
      }
    } else {
      Assignment assignment = assignment(key.name());
      if (assignment != null) {
        read(key, assignment);
      }
    }
  }

  /** Reads one assignment; null if it cannot be used, or takes back what another source says. */
  public <T> @Nullable T read(Key<T> key, Assignment assignment) {
    T value;
    try {
      value = key.parser().read(assignment, problems);
    } catch (IllegalArgumentException e) {
      reject(key, assignment, String.valueOf(e.getMessage()));
      return null;
    }
    if (value != null) {
      keep(key, assignment, value);
    }
    return value;
  }

  @SuppressWarnings("unchecked")
  private void keep(Key<?> key, Assignment assignment, Object value) {
    inForce.put(assignment.key(), assignment);
    if (key.isPattern()) {
      Map<String, Object> byParameter = (Map<String, Object>) values.get(key);
      if (byParameter == null) {
        byParameter = new LinkedHashMap<>();
        values.put(key, byParameter);
      }
      byParameter.put(parameter(key, assignment), value);
    } else {
      values.put(key, value);
    }
  }

  /** What stands in the assignment's key at the place of the placeholder, joined if several. */
  public static String parameter(Key<?> key, Assignment assignment) {
    List<String> parameters = KeyName.parameters(key.name(), assignment.key());
    return parameters == null ? "" : String.join(".", parameters);
  }

  /** Says that a value cannot be used after all, and leaves the default. */
  public void reject(Key<?> key, Assignment assignment, String reason) {
    inForce.remove(assignment.key());
    values.remove(key);
    problems.error(
        assignment.inWords()
            + " cannot be used: "
            + reason
            + "; the default is used: "
            + key.defaultInWords());
  }

  /** What was set for the key of this name, usable or not; null if nothing was. */
  public @Nullable Assignment assignment(String key) {
    return sources.get(key);
  }

  /** What was set for all the keys that this one stands for. */
  public List<Assignment> assignments(Key<?> key) {
    return sources.getAll(key.name());
  }

  /** What was set for this key of a numbered rule. */
  public @Nullable Assignment assignment(Key<?> key, int number) {
    return assignment(name(key, number));
  }

  /** The name of this key of a numbered rule. */
  public static String name(Key<?> key, int number) {
    return KeyName.fill(key.name(), Collections.singletonList(String.valueOf(number)));
  }

  /** The numbers of the rules for which one of these keys is set, ascending. */
  public List<Integer> numbers(Key<?>... keys) {
    List<Integer> numbers = new ArrayList<>();
    for (Key<?> key : keys) {
      List<Assignment> all = assignments(key);
      for (int i = 0; i < all.size(); i++) {
        List<String> parameters = KeyName.parameters(key.name(), all.get(i).key());
        Integer number = parameters == null ? 0 : Integer.valueOf(parameters.get(0));
        if (!numbers.contains(number)) {
          numbers.add(number);
        }
      }
    }
    Collections.sort(numbers);
    return numbers;
  }

  /** Says that a key of a numbered rule has no effect without another. */
  public void reportIncomplete(Key<?> key, Key<?> missing, int number) {
    Assignment assignment = assignment(key, number);
    if (assignment != null) {
      problems.warning(
          assignment.inWords() + " is ignored: " + name(missing, number) + " is not set");
    }
  }

  /** Whether anything at all was set for one of these. */
  public boolean isAnySet(Key<?>... keys) {
    for (Key<?> key : keys) {
      if (assignment(key.name()) != null) {
        return true;
      }
    }
    return false;
  }

  /** What has been read for a key; null if nothing was. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T valueSet(Key<T> key) {
    return (T) values.get(key);
  }

  /** Decides a value whatever is set. */
  public <T> void force(Key<T> key, T value) {
    values.put(key, value);
  }

  /** Shows what holds of keys that are read together. */
  public void show(Assignment assignment) {
    inForce.put(assignment.key(), assignment);
  }

  /** Leaves the rules that were read. */
  public <T> void rules(Rules<T> rules, List<T> read) {
    values.put(rules, Collections.unmodifiableList(read));
  }

  public ConfigProblems problems() {
    return problems;
  }
}
