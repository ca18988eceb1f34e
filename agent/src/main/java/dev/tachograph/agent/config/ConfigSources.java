package dev.tachograph.agent.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Collects what was set where: agent arguments, system properties, environment, file, in this
 * order. The first source that sets a key decides, even if its value turns out to be bad; the
 * sources after it are then not asked, because a value that nobody meant is worse than the default
 * that the message names.
 *
 * <p>An empty variable counts as not set, as is the custom. An empty value elsewhere is a value:
 * {@code -Dtachograph.textfile.directory=} takes back what the file says.
 */
final class ConfigSources {
  private final Map<String, Setting> settings = new LinkedHashMap<>();
  private final ConfigProblems problems;

  private ConfigSources(ConfigProblems problems) {
    this.problems = problems;
  }

  static ConfigSources gather(
      @Nullable String agentArgs,
      Map<String, String> environment,
      Properties systemProperties,
      ConfigProblems problems) {
    ConfigSources sources = new ConfigSources(problems);
    AgentArguments arguments = AgentArguments.parse(agentArgs, problems);
    sources.addAll(arguments.settings());
    sources.addSystemProperties(systemProperties);
    sources.addEnvironment(environment);
    Setting configFile = sources.settings.remove(ConfigKeys.CONFIG_FILE.name());
    if (arguments.file() != null) {
      configFile =
          new Setting(ConfigKeys.CONFIG_FILE.name(), arguments.file(), AgentArguments.SOURCE);
    }
    if (configFile != null && !configFile.value().isEmpty()) {
      sources.addFile(configFile);
    }
    return sources;
  }

  /** The settings of a file and nothing else. */
  static ConfigSources ofFile(String path, ConfigProblems problems) {
    ConfigSources sources = new ConfigSources(problems);
    sources.addFile(new Setting(ConfigKeys.CONFIG_FILE.name(), path, "command line"));
    return sources;
  }

  private void addSystemProperties(Properties systemProperties) {
    List<Setting> found = new ArrayList<>();
    for (String name : systemProperties.stringPropertyNames()) {
      if (name.startsWith(ConfigKey.PROPERTY_PREFIX)) {
        String value = systemProperties.getProperty(name);
        String key = name.substring(ConfigKey.PROPERTY_PREFIX.length());
        found.add(new Setting(key, value == null ? "" : value.trim(), "-D" + name));
      }
    }
    addAll(found);
  }

  private void addEnvironment(Map<String, String> environment) {
    List<Setting> found = new ArrayList<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      String name = variable.getKey();
      String value = variable.getValue().trim();
      if (name.startsWith(ConfigKey.ENVIRONMENT_PREFIX)
          && !value.isEmpty()
          && !KubernetesService.sets(name, value)) {
        String key = ConfigKeys.keyOfVariable(name);
        if (key == null) {
          reportUnknown(name, "environment variable", KeySuggestion.forVariable(name, problems));
        } else {
          found.add(new Setting(key, value, source(name)));
        }
      }
    }
    addAll(found);
    addAlias(environment, "METRICS_ENABLED", ConfigKeys.ENABLED);
    addAlias(environment, "METRICS_HOST", ConfigKeys.HTTP_HOST);
    addAlias(environment, "METRICS_PORT", ConfigKeys.HTTP_PORT);
    addCanonicalAlias(environment);
  }

  private void addAlias(Map<String, String> environment, String variable, ConfigKey key) {
    String value = environment.get(variable);
    // A service called "metrics" has a METRICS_PORT as well.
    if (value == null || value.trim().isEmpty() || KubernetesService.sets(variable, value.trim())) {
      return;
    }
    settings.putIfAbsent(key.name(), new Setting(key.name(), value.trim(), source(variable)));
  }

  private void addCanonicalAlias(Map<String, String> environment) {
    String variable = "WORKER_CANONICAL_METRICS";
    String value = environment.get(variable);
    if (value == null || value.trim().isEmpty()) {
      return;
    }
    Boolean canonical = ValueSyntax.toggle(value.trim());
    if (canonical == null) {
      problems.error(
          variable
              + "="
              + ConfigProblem.shown(value)
              + " (environment variable) is ignored: allowed are true, 1, yes for the canonical"
              + " catalogue and false, 0, no for the documented one");
      return;
    }
    String key = ConfigKeys.METRICS_CATALOGUE.name();
    String catalogue = canonical ? "canonical" : "documented";
    settings.putIfAbsent(key, new Setting(key, catalogue, source(variable)));
  }

  private static String source(String variable) {
    return "environment variable " + variable;
  }

  private void addFile(Setting configFile) {
    List<Setting> found = PropertiesFile.read(configFile.value(), configFile.source(), problems);
    List<Setting> allowed = new ArrayList<>(found.size());
    for (int i = 0; i < found.size(); i++) {
      Setting setting = found.get(i);
      if (setting.key().equals(ConfigKeys.CONFIG_FILE.name())) {
        problems.warning(setting.inWords() + " is ignored: a file cannot name the file to be read");
      } else {
        allowed.add(setting);
      }
    }
    settings.put(configFile.key(), configFile);
    addAll(allowed);
  }

  /** Adds the settings of one source, behind the sources that were added before. */
  private void addAll(List<Setting> source) {
    Map<String, Setting> bySource = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < source.size(); i++) {
      Setting setting = source.get(i);
      if (ConfigKeys.find(setting.key()) == null) {
        reportUnknownKey(setting);
        continue;
      }
      Setting previous = bySource.put(setting.key(), setting);
      if (previous == null) {
        order.add(setting.key());
      } else {
        problems.warning(
            previous.inWords()
                + " is a duplicate: "
                + setting.inWords()
                + " comes later and counts");
      }
    }
    for (int i = 0; i < order.size(); i++) {
      Setting setting = bySource.get(order.get(i));
      if (setting != null) {
        settings.putIfAbsent(setting.key(), setting);
      }
    }
  }

  private void reportUnknownKey(Setting setting) {
    if (setting.source().startsWith("-D")) {
      String suggestion = KeySuggestion.forKey(setting.key(), problems);
      String property = suggestion == null ? null : "-D" + ConfigKey.PROPERTY_PREFIX + suggestion;
      reportUnknown(setting.source(), "system property", property);
    } else {
      String suggestion = KeySuggestion.forKey(setting.key(), problems);
      reportUnknown(setting.key(), setting.source(), suggestion);
    }
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

  /** What was set for the key, or null. */
  @Nullable Setting get(String key) {
    return settings.get(key);
  }

  /** What was set for the keys that the pattern stands for. */
  List<Setting> getAll(ConfigKey pattern) {
    List<Setting> found = new ArrayList<>();
    for (Setting setting : settings.values()) {
      if (pattern.parameterOf(setting.key()) != null) {
        found.add(setting);
      }
    }
    return found;
  }
}
