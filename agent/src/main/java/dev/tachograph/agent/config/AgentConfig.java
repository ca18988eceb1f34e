package dev.tachograph.agent.config;

import dev.tachograph.agent.config.source.ConfigSources;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The configuration as the rest of the agent sees it: a typed and valid value for every {@link
 * Key}. A default replaces each value that cannot be used, and {@link #problems()} lists the value.
 * Immutable.
 */
public final class AgentConfig {
  /** By key, or by {@link Rules}. For a key with a placeholder, a map by the text in its place. */
  private final Map<Object, Object> values;

  private final Map<String, Assignment> inForce;
  private final List<ConfigProblem> problems;

  AgentConfig(
      Map<Object, Object> values, Map<String, Assignment> inForce, ConfigProblems problems) {
    this.values = values;
    this.inForce = inForce;
    this.problems = problems.list();
  }

  /**
   * Reads the configuration. Agent arguments come before system properties, then the environment,
   * then the file. Never throws: the result lists every problem.
   *
   * @param agentArgs the path of a properties file, or {@code key=value,key=value}
   */
  public static AgentConfig load(
      @Nullable String agentArgs, Map<String, String> environment, Properties systemProperties) {
    ConfigProblems problems = new ConfigProblems();
    try {
      return ConfigReader.read(
          ConfigSources.gather(agentArgs, environment, systemProperties, problems), problems);
    } catch (Throwable e) {
      // An exception from here would end the JVM before the application has begun.
      return defaults(e);
    }
  }

  /** The configuration of a file alone, without system properties and environment. Never throws. */
  public static AgentConfig loadFile(String path) {
    ConfigProblems problems = new ConfigProblems();
    try {
      return ConfigReader.read(ConfigSources.ofFile(path, problems), problems);
    } catch (Throwable e) {
      return defaults(e);
    }
  }

  private static AgentConfig defaults(Throwable cause) {
    ConfigProblems problems = new ConfigProblems();
    problems.error(
        "the configuration cannot be read: "
            + cause.getClass().getName()
            + ": "
            + ConfigProblem.shown(String.valueOf(cause.getMessage()))
            + "; the defaults are used");
    return new AgentConfig(
        Collections.<Object, Object>emptyMap(),
        Collections.<String, Assignment>emptyMap(),
        problems);
  }

  /** The value of a key that always has one: its default if it is not set. */
  public <T> T get(Key<T> key) {
    T value = find(key);
    if (value == null) {
      throw new IllegalStateException(key + " has no default");
    }
    return value;
  }

  /** The value of a key; null if it is not set and has no default. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T find(Key<T> key) {
    T value = (T) values.get(key);
    return value == null ? key.defaultValue(this) : value;
  }

  /** The value of one of the keys that this one stands for. */
  public <T> T get(Key<T> key, String parameter) {
    T value = all(key).get(parameter);
    if (value == null) {
      value = key.defaultValue(this);
    }
    if (value == null) {
      throw new IllegalStateException(key + " has no default");
    }
    return value;
  }

  /**
   * The set values of the keys that this one stands for, by the text in the place of the
   * placeholder.
   */
  @SuppressWarnings("unchecked")
  public <T> Map<String, T> all(Key<T> key) {
    Map<String, T> all = (Map<String, T>) values.get(key);
    return all == null ? Collections.<String, T>emptyMap() : Collections.unmodifiableMap(all);
  }

  /** The rules in order of precedence. */
  @SuppressWarnings("unchecked")
  public <T> List<T> rules(Rules<T> rules) {
    List<T> read = (List<T>) values.get(rules);
    return read == null ? Collections.<T>emptyList() : read;
  }

  /** Whether a usable value is set for a key. */
  public boolean isSet(Key<?> key) {
    return values.containsKey(key);
  }

  /** Whether a key is set whose name begins with this part. Loads no group of keys. */
  public boolean mentions(String root) {
    for (String key : inForce.keySet()) {
      if (KeyGroups.root(key).equals(root)) {
        return true;
      }
    }
    return false;
  }

  /** The usable assignments to the keys that this one stands for. */
  public List<Assignment> assignments(Key<?> key) {
    List<Assignment> found = new ArrayList<>();
    for (Assignment assignment : inForce.values()) {
      if (KeyName.parameters(key.name(), assignment.key()) != null) {
        found.add(assignment);
      }
    }
    return found;
  }

  /** The values in force, defaults included, with their sources, key by key. */
  public List<Assignment> assignments() {
    List<Assignment> all = new ArrayList<>();
    for (KeyGroup group : KeyGroups.all()) {
      for (Key<?> key : group.keys()) {
        if (!key.isPattern()) {
          all.add(inForce(key, key.name()));
          continue;
        }
        List<String> names = Placeholder.allKeys(key.name());
        for (String name : names) {
          all.add(inForce(key, name));
        }
        if (names.isEmpty()) {
          all.addAll(assignments(key));
        }
      }
    }
    return all;
  }

  private Assignment inForce(Key<?> key, String name) {
    Assignment assignment = inForce.get(name);
    if (assignment != null) {
      return assignment;
    }
    String text = key.defaultText(this);
    return new Assignment(name, text == null ? key.defaultInWords() : text, "default");
  }

  /** The problems in the order in which they were found; empty if there are none. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
