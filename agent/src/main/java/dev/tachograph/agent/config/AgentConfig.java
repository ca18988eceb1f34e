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
 * Key}. What could not be used has been replaced by its default and is listed in {@link
 * #problems()}. Immutable.
 */
public final class AgentConfig {
  /** By key, and by {@link Rules}; for a key with a placeholder, a map by what stands there. */
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
   * Reads the configuration; agent arguments come before system properties, these before the
   * environment, that before the file. Never throws: whatever is wrong is a problem of the result.
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
      // What escapes from here would end the JVM before the application has begun.
      return defaults(e);
    }
  }

  /** What a file says by itself, without system properties and environment. Never throws. */
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

  /** The value of a key that always has one: by its default, if nobody has set it. */
  public <T> T get(Key<T> key) {
    T value = find(key);
    if (value == null) {
      throw new IllegalStateException(key + " has no default");
    }
    return value;
  }

  /** The value of a key; null if nobody has set it and it has no default. */
  @SuppressWarnings("unchecked")
  public <T> @Nullable T find(Key<T> key) {
    T value = (T) values.get(key);
    return value == null ? key.defaultValue(this) : value;
  }

  /** The value of one of the keys for which this one stands. */
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

  /** What is set of the keys for which this one stands, by what stands for its placeholder. */
  @SuppressWarnings("unchecked")
  public <T> Map<String, T> all(Key<T> key) {
    Map<String, T> all = (Map<String, T>) values.get(key);
    return all == null ? Collections.<String, T>emptyMap() : Collections.unmodifiableMap(all);
  }

  /** In order of precedence. */
  @SuppressWarnings("unchecked")
  public <T> List<T> rules(Rules<T> rules) {
    List<T> read = (List<T>) values.get(rules);
    return read == null ? Collections.<T>emptyList() : read;
  }

  /** Whether any key is set whose name begins with this part. Loads no group of keys. */
  public boolean mentions(String root) {
    for (String key : inForce.keySet()) {
      if (KeyGroups.root(key).equals(root)) {
        return true;
      }
    }
    return false;
  }

  /** What is set, and can be used, for the keys for which this one stands. */
  public List<Assignment> assignments(Key<?> key) {
    List<Assignment> found = new ArrayList<>();
    for (Assignment assignment : inForce.values()) {
      if (KeyName.parameters(key.name(), assignment.key()) != null) {
        found.add(assignment);
      }
    }
    return found;
  }

  /** What is in force, defaults included, with the place that it comes from; key by key. */
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

  /** In the order in which they were found; empty if all is well. */
  public List<ConfigProblem> problems() {
    return problems;
  }
}
