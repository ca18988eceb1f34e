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
 * Turns assignments into typed values. A value that cannot be used is reported as a problem, and
 * its default replaces it. It never stops the others from being read.
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

  /** Reads the groups in which a key is set. The others have their defaults. */
  static AgentConfig read(ConfigSources sources, ConfigProblems problems) {
    ConfigReader reader = new ConfigReader(sources, problems);
    List<KeyGroup> groups = KeyGroups.of(sources.keys());
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).read(reader);
    }
    return new AgentConfig(reader.values, reader.inForce, problems);
  }

  /** Reads the assignments to a key, or to all the keys that it stands for. */
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

  /**
   * Reads one assignment. Returns null if it cannot be used, or if it only revokes another source's
   * value.
   */
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

  /**
   * The text in the assignment's key in the place of the placeholder; joined if there are several.
   */
  public static String parameter(Key<?> key, Assignment assignment) {
    List<String> parameters = KeyName.parameters(key.name(), assignment.key());
    return parameters == null ? "" : String.join(".", parameters);
  }

  /** Takes back a value that cannot be used together with another one. The default replaces it. */
  public void withdraw(Key<?> key, Assignment assignment, String reason) {
    inForce.remove(assignment.key());
    Object value = values.get(key);
    if (key.isPattern() && value instanceof Map) {
      ((Map<?, ?>) value).remove(parameter(key, assignment));
    } else {
      values.remove(key);
    }
    reject(key, assignment, reason);
  }

  /** Reports that a value cannot be used and the default replaces it. */
  public void reject(Key<?> key, Assignment assignment, String reason) {
    problems.error(
        assignment.inWords()
            + " cannot be used: "
            + reason
            + "; the default is used: "
            + key.defaultInWords());
  }

  /** The assignment to the key of this name, usable or not; null if there is none. */
  public @Nullable Assignment assignment(String key) {
    return sources.get(key);
  }

  /** The assignments to all the keys that this one stands for. */
  public List<Assignment> assignments(Key<?> key) {
    return sources.getAll(key.name());
  }

  /** The assignment to this key of a numbered rule. */
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

  /** Reports that a key of a numbered rule has no effect without another key. */
  public void reportIncomplete(Key<?> key, Key<?> missing, int number) {
    Assignment assignment = assignment(key, number);
    if (assignment != null) {
      problems.warning(
          assignment.inWords() + " is ignored: " + name(missing, number) + " is not set");
    }
  }

  /** Whether one of these keys is set. */
  public boolean isAnySet(Key<?>... keys) {
    for (Key<?> key : keys) {
      if (assignment(key.name()) != null) {
        return true;
      }
    }
    return false;
  }

  /** The name of the first of these keys that is set to what cannot be used; null if none is. */
  public @Nullable String firstUnusable(Key<?>... keys) {
    for (Key<?> key : keys) {
      Assignment assignment = assignment(key.name());
      if (assignment != null && !assignment.value().isEmpty() && valueSet(key) == null) {
        return key.name();
      }
    }
    return null;
  }

  /** The value that was read for a key; null if there is none. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T valueSet(Key<T> key) {
    return (T) values.get(key);
  }

  /** Sets a value, whatever the sources say. */
  public <T> void force(Key<T> key, T value) {
    values.put(key, value);
  }

  /** Lists an assignment as in force, for keys that are read together. */
  public void show(Assignment assignment) {
    inForce.put(assignment.key(), assignment);
  }

  /** Keeps the rules that were read. */
  public <T> void rules(Rules<T> rules, List<T> read) {
    values.put(rules, Collections.unmodifiableList(read));
  }

  public ConfigProblems problems() {
    return problems;
  }
}
