package dev.tachograph.agent.config;

import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Loads the configuration, whatever it looks like. */
final class ConfigLoader {
  private ConfigLoader() {}

  static AgentConfig load(
      @Nullable String agentArgs, Map<String, String> environment, Properties systemProperties) {
    ConfigProblems problems = new ConfigProblems();
    try {
      return read(
          ConfigSources.gather(agentArgs, environment, systemProperties, problems), problems);
    } catch (Throwable e) {
      // What escapes from here would end the JVM before the application has begun.
      return defaults(e);
    }
  }

  static AgentConfig loadFile(String path) {
    ConfigProblems problems = new ConfigProblems();
    try {
      return read(ConfigSources.ofFile(path, problems), problems);
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
    return read(
        ConfigSources.gather(
            null, Collections.<String, String>emptyMap(), new Properties(), problems),
        problems);
  }

  private static AgentConfig read(ConfigSources sources, ConfigProblems problems) {
    return new AgentConfig(new ConfigReader(sources, problems));
  }
}
