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
    try {
      return read(agentArgs, environment, systemProperties, new ConfigProblems());
    } catch (Throwable e) {
      // What escapes from here would end the JVM before the application has begun.
      ConfigProblems problems = new ConfigProblems();
      problems.error("the configuration cannot be read: " + e + "; the defaults are used");
      return read(null, Collections.<String, String>emptyMap(), new Properties(), problems);
    }
  }

  private static AgentConfig read(
      @Nullable String agentArgs,
      Map<String, String> environment,
      Properties systemProperties,
      ConfigProblems problems) {
    ConfigSources sources =
        ConfigSources.gather(agentArgs, environment, systemProperties, problems);
    return new AgentConfig(new ConfigReader(sources, problems));
  }
}
