package dev.tachograph.agent.config;

import dev.tachograph.agent.config.keys.AdoptKeys;
import dev.tachograph.agent.config.keys.AgentKeys;
import dev.tachograph.agent.config.keys.DiscoveryKeys;
import dev.tachograph.agent.config.keys.ExecutorKeys;
import dev.tachograph.agent.config.keys.GraphiteKeys;
import dev.tachograph.agent.config.keys.HttpClientKeys;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.JmxKeys;
import dev.tachograph.agent.config.keys.LabelKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.MultiprocKeys;
import dev.tachograph.agent.config.keys.OperationKeys;
import dev.tachograph.agent.config.keys.PageKeys;
import dev.tachograph.agent.config.keys.ProcessKeys;
import dev.tachograph.agent.config.keys.PushKeys;
import dev.tachograph.agent.config.keys.TextfileKeys;
import dev.tachograph.agent.config.keys.TimerKeys;
import dev.tachograph.agent.config.keys.UriKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.config.keys.WorkerKeys;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All keys, by the first part of their names. A group is loaded only if one of its keys is set or
 * read.
 */
public final class KeyGroups {
  /** In the order of the documentation. */
  private static final String[] ROOTS = {
    "enabled",
    "config",
    "http",
    "page",
    "textfile",
    "adopt",
    "jmx",
    "process",
    "push",
    "multiproc",
    "graphite",
    "discovery",
    "metrics",
    "window",
    "series",
    "timers",
    "workers",
    "operations",
    "annotations",
    "labels",
    "executors",
    "compat",
    "http-client",
    "uri",
    "instrument",
    "weaving"
  };

  private KeyGroups() {}

  private static @Nullable KeyGroup under(String root) {
    switch (root) {
      case "enabled":
      case "config":
        return AgentKeys.GROUP;
      case "http":
        return HttpKeys.GROUP;
      case "page":
        return PageKeys.GROUP;
      case "textfile":
        return TextfileKeys.GROUP;
      case "adopt":
        return AdoptKeys.GROUP;
      case "jmx":
        return JmxKeys.GROUP;
      case "process":
        return ProcessKeys.GROUP;
      case "push":
        return PushKeys.GROUP;
      case "multiproc":
        return MultiprocKeys.GROUP;
      case "graphite":
        return GraphiteKeys.GROUP;
      case "metrics":
      case "window":
      case "series":
        return MetricsKeys.GROUP;
      case "timers":
        return TimerKeys.GROUP;
      case "workers":
        return WorkerKeys.GROUP;
      case "operations":
      case "annotations":
        return OperationKeys.GROUP;
      case "labels":
        return LabelKeys.GROUP;
      case "discovery":
        return DiscoveryKeys.GROUP;
      case "executors":
      case "compat":
        return ExecutorKeys.GROUP;
      case "http-client":
        return HttpClientKeys.GROUP;
      case "uri":
        return UriKeys.GROUP;
      case "instrument":
      case "weaving":
        return WeavingKeys.GROUP;
      default:
        return null;
    }
  }

  /** All groups, in the order of the documentation. */
  public static List<KeyGroup> all() {
    List<KeyGroup> groups = new ArrayList<>();
    for (String root : ROOTS) {
      KeyGroup group = under(root);
      if (group != null && !groups.contains(group)) {
        groups.add(group);
      }
    }
    return groups;
  }

  /** The groups of these keys, in the same order. */
  static List<KeyGroup> of(Iterable<String> keys) {
    List<KeyGroup> groups = new ArrayList<>();
    for (String root : ROOTS) {
      for (String key : keys) {
        KeyGroup group = root.equals(root(key)) ? under(root) : null;
        if (group != null && !groups.contains(group)) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  static String root(String key) {
    int dot = key.indexOf('.');
    return dot < 0 ? key : key.substring(0, dot);
  }

  /** The declaration of this key, or null if no such key exists. */
  public static @Nullable Key<?> find(String key) {
    KeyGroup group = under(root(key));
    if (group != null) {
      for (Key<?> candidate : group.keys()) {
        String name = candidate.name();
        boolean found =
            candidate.isPattern() ? KeyName.parameters(name, key) != null : name.equals(key);
        if (found) {
          return candidate;
        }
      }
    }
    return null;
  }

  /** The key that a variable sets, or null if it sets none. */
  public static @Nullable String keyOfVariable(String variable) {
    for (String root : ROOTS) {
      KeyGroup group = variable.startsWith(KeyName.variable(root)) ? under(root) : null;
      if (group != null) {
        for (Key<?> candidate : group.keys()) {
          String key = KeyName.ofVariable(candidate.name(), variable);
          if (key != null) {
            return key;
          }
        }
      }
    }
    return null;
  }
}
