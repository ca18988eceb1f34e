package dev.tachograph.agent.config;

import dev.tachograph.agent.config.ConfigProblem.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Loads configurations from one source at a time, and finds things in the result. */
public final class Configs {
  private Configs() {}

  public static AgentConfig fromArguments(String arguments) {
    return AgentConfig.load(arguments, Map.of(), new Properties());
  }

  public static AgentConfig fromEnvironment(String... namesAndValues) {
    return AgentConfig.load(null, map(namesAndValues), new Properties());
  }

  public static AgentConfig fromSystemProperties(String... namesAndValues) {
    return AgentConfig.load(null, Map.of(), properties(namesAndValues));
  }

  public static Map<String, String> map(String... namesAndValues) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  public static Properties properties(String... namesAndValues) {
    Properties properties = new Properties();
    properties.putAll(map(namesAndValues));
    return properties;
  }

  public static Path write(Path directory, String text) {
    return write(directory, text.getBytes(StandardCharsets.UTF_8));
  }

  public static Path write(Path directory, byte[] content) {
    try {
      return Files.write(directory.resolve("agent.properties"), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static List<String> warnings(AgentConfig config) {
    return messages(config, Severity.WARNING);
  }

  public static List<String> errors(AgentConfig config) {
    return messages(config, Severity.ERROR);
  }

  static List<Key<?>> allKeys() {
    List<Key<?>> keys = new ArrayList<>();
    for (KeyGroup group : KeyGroups.all()) {
      keys.addAll(group.keys());
    }
    return keys;
  }

  /** The name of a key with the parameter in the place of its placeholder, if it has one. */
  static String filled(Key<?> key, String parameter) {
    return key.isPattern() ? KeyName.fill(key.name(), List.of(parameter)) : key.name();
  }

  private static List<String> messages(AgentConfig config, Severity severity) {
    List<String> messages = new ArrayList<>();
    for (ConfigProblem problem : config.problems()) {
      if (problem.severity() == severity) {
        messages.add(problem.message());
      }
    }
    return messages;
  }

  public static String source(AgentConfig config, String key) {
    for (Assignment setting : config.assignments()) {
      if (setting.key().equals(key)) {
        return setting.source();
      }
    }
    throw new AssertionError("no value in force for " + key);
  }
}
