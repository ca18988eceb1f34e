package dev.tachograph.agent.config.source;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.agent.config.KeyGroups;
import dev.tachograph.agent.config.KeyName;
import dev.tachograph.agent.config.KeySuggestion;
import dev.tachograph.agent.config.keys.AgentKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects the assignments of all sources: agent arguments, system properties, environment, file,
 * in this order. The first source that sets a key decides, even if its value cannot be used. The
 * sources after it are then not asked, because a value that nobody meant is worse than the default
 * that the message names.
 *
 * <p>An empty variable counts as not set, as usual. An empty value elsewhere is a value: {@code
 * -Dtachograph.textfile.directory=} revokes the file's value.
 */
public final class ConfigSources {
  private static final String FILE = "file ";

  /** Lines of encoded keys are longer. */
  private static final int LONGEST_KEY = 60;

  private final Map<String, Assignment> byKey = new LinkedHashMap<>();
  private final ConfigProblems problems;

  private ConfigSources(ConfigProblems problems) {
    this.problems = problems;
  }

  /** Collects the assignments of all sources. */
  public static ConfigSources gather(
      @Nullable String agentArgs,
      Map<String, String> environment,
      Properties systemProperties,
      ConfigProblems problems) {
    ConfigSources sources = new ConfigSources(problems);
    AgentArguments arguments = AgentArguments.parse(agentArgs, problems);
    sources.addAll(arguments.assignments());
    sources.addSystemProperties(systemProperties);
    sources.addEnvironment(environment);
    Assignment configFile = sources.byKey.remove(AgentKeys.CONFIG_FILE.name());
    if (arguments.file() != null) {
      configFile =
          new Assignment(AgentKeys.CONFIG_FILE.name(), arguments.file(), AgentArguments.SOURCE);
    }
    if (configFile != null && !configFile.value().isEmpty()) {
      sources.addFile(configFile);
    }
    return sources;
  }

  /** Collects the assignments of a file alone. */
  public static ConfigSources ofFile(String path, ConfigProblems problems) {
    ConfigSources sources = new ConfigSources(problems);
    sources.addFile(new Assignment(AgentKeys.CONFIG_FILE.name(), path, "command line"));
    return sources;
  }

  private void addSystemProperties(Properties systemProperties) {
    List<Assignment> found = new ArrayList<>();
    for (String name : systemProperties.stringPropertyNames()) {
      if (name.startsWith(KeyName.PROPERTY_PREFIX)) {
        String value = systemProperties.getProperty(name);
        String key = name.substring(KeyName.PROPERTY_PREFIX.length());
        found.add(new Assignment(key, value == null ? "" : value.trim(), "-D" + name));
      }
    }
    addAll(found);
  }

  private void addEnvironment(Map<String, String> environment) {
    List<Assignment> found = new ArrayList<>();
    boolean mayBeForeign = false;
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue().trim();
      mayBeForeign |= ForeignVariables.mayBe(name);
      if (name.startsWith(KeyName.VARIABLE_PREFIX)
          && !value.isEmpty()
          && !KubernetesService.sets(name, value)) {
        String key = KeyGroups.keyOfVariable(name);
        if (key == null) {
          reportUnknown(name, "environment variable", KeySuggestion.forVariable(name, problems));
        } else {
          found.add(new Assignment(key, value, source(name)));
        }
      }
    }
    addAll(found);
    if (mayBeForeign) {
      addAll(ForeignVariables.assignments(environment, problems));
    }
  }

  static String source(String variable) {
    return "environment variable " + variable;
  }

  private void addFile(Assignment configFile) {
    List<Assignment> found = PropertiesFile.read(configFile.value(), configFile.source(), problems);
    List<Assignment> allowed = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Assignment assignment = found.get(i);
      if (assignment.key().equals(AgentKeys.CONFIG_FILE.name())) {
        problems.warning(
            assignment.inWords() + " is ignored: a file cannot name the file to be read");
      } else {
        allowed.add(assignment);
      }
    }
    byKey.put(configFile.key(), configFile);
    addAll(allowed);
  }

  /** Adds the assignments of one source. Those of earlier sources take precedence. */
  private void addAll(List<Assignment> source) {
    Map<String, Assignment> bySource = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      Assignment assignment = source.get(i);
      if (KeyGroups.find(assignment.key()) == null) {
        reportUnknownKey(assignment);
        continue;
      }
      Assignment previous = bySource.put(assignment.key(), assignment);
      if (previous == null) {
        order.add(assignment.key());
      } else {
        problems.warning(
            previous.inWords()
                + " is a duplicate: "
                + assignment.inWords()
                + " comes later and counts");
      }
    }
    for (int i = 0; i < order.size(); i++) {
      Assignment assignment = bySource.get(order.get(i));
      if (assignment != null) {
        byKey.putIfAbsent(assignment.key(), assignment);
      }
    }
  }

  private void reportUnknownKey(Assignment assignment) {
    if (assignment.source().startsWith("-D")) {
      String suggestion = KeySuggestion.forKey(assignment.key(), problems);
      String property = suggestion == null ? null : "-D" + KeyName.PROPERTY_PREFIX + suggestion;
      reportUnknown(assignment.source(), "system property", property);
    } else {
      String suggestion = KeySuggestion.forKey(assignment.key(), problems);
      boolean shown = suggestion != null || isKey(assignment);
      reportUnknown(shown ? assignment.key() : "?", assignment.source(), suggestion);
    }
  }

  /**
   * Whether it looks like a setting. A file given by mistake may hold secrets, one a line, such as
   * a password or a private key.
   */
  private static boolean isKey(Assignment assignment) {
    String key = assignment.key();
    if (!assignment.source().startsWith(FILE)) {
      return true;
    }
    for (int i = 0; i < key.length(); i++) {
      char c = key.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '.' && c != '-' && c != '_') {
        return false;
      }
    }
    return key.length() <= LONGEST_KEY && !assignment.value().isEmpty();
  }

  private void reportUnknown(String name, String where, @Nullable String suggestion) {
    problems.warning(
        "unknown key "
            + (name.isEmpty() ? "''" : ConfigProblem.shown(name))
            + " ("
            + where
            + ") is ignored"
            + (suggestion == null ? "" : "; did you mean " + suggestion + "?"));
  }

  /** The assignment to the key, or null. */
  public @Nullable Assignment get(String key) {
    return byKey.get(key);
  }

  /** The assignments to the keys that this name with a placeholder stands for. */
  public List<Assignment> getAll(String name) {
    List<Assignment> found = new ArrayList<>();
    for (Assignment assignment : byKey.values()) {
      if (KeyName.parameters(name, assignment.key()) != null) {
        found.add(assignment);
      }
    }
    return found;
  }

  /** All keys that are set. */
  public Set<String> keys() {
    return byKey.keySet();
  }
}
