package dev.tachograph.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the keys that begin with {@code executors.}. */
final class ExecutorConfigReader {
  private static final String SEPARATOR = ",";

  private final ConfigReader reader;

  ExecutorConfigReader(ConfigReader reader) {
    this.reader = reader;
  }

  ExecutorConfig read() {
    return new ExecutorConfig(
        included(), excluded(), names(), namesByReference(), nameLimit(), gaugesOfReference());
  }

  private List<String> included() {
    ConfigKey key = ConfigKeys.EXECUTORS_INCLUDE;
    List<String> included = new ArrayList<>();
    for (String name : items(key)) {
      if (!isClassName(name)) {
        reader.rejectItem(key, name, "it is not the name of a class");
      } else if (name.startsWith("java.") || name.startsWith("dev.tachograph.")) {
        reader.rejectItem(key, name, "classes of the JDK and of the agent cannot be added");
      } else {
        included.add(name);
      }
    }
    return Collections.unmodifiableList(included);
  }

  private List<String> excluded() {
    return Collections.unmodifiableList(items(ConfigKeys.EXECUTORS_EXCLUDE));
  }

  private List<String> items(ConfigKey key) {
    List<String> items = new ArrayList<>();
    String value = reader.text(key);
    for (String part : value.split(SEPARATOR)) {
      String item = part.trim();
      if (!item.isEmpty()) {
        items.add(item);
      }
    }
    return items;
  }

  private Map<String, String> names() {
    Map<String, String> names = new HashMap<>();
    for (Setting setting : reader.settingsOf(ConfigKeys.EXECUTOR_NAME)) {
      names.put(reader.parameterIn(ConfigKeys.EXECUTOR_NAME, setting), setting.value());
    }
    return names;
  }

  private boolean namesByReference() {
    return reader.choice(ConfigKeys.EXECUTORS_NAMING, "telling", "reference").equals("reference");
  }

  private boolean gaugesOfReference() {
    return reader.choice(ConfigKeys.COMPAT_NAMES, "own", "reference").equals("reference");
  }

  private int nameLimit() {
    return reader.number(ConfigKeys.EXECUTORS_NAME_LIMIT);
  }

  /** Whether it could be the name of a class in a package, nested or not. */
  static boolean isClassName(String name) {
    boolean start = true;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == '.' && !start) {
        start = true;
      } else if (start ? Character.isJavaIdentifierStart(c) : Character.isJavaIdentifierPart(c)) {
        start = false;
      } else {
        return false;
      }
    }
    return !start;
  }
}
