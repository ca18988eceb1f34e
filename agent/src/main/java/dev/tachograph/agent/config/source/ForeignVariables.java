package dev.tachograph.agent.config.source;

import dev.tachograph.agent.config.Assignment;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.agent.config.Key;
import dev.tachograph.agent.config.keys.AgentKeys;
import dev.tachograph.agent.config.keys.HttpKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.MultiprocKeys;
import dev.tachograph.agent.config.value.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that other implementations of the same metrics read. */
final class ForeignVariables {
  /** A word that the names contain of those that other implementations of Conductor's read. */
  private static final String WORD = "METRICS";

  private static final String ENABLED = "METRICS_ENABLED";

  /** The same under another name. Where both are set, this one does not count. */
  private static final String ENABLED_TOO = "ENABLE_METRICS";

  private static final String HOST = "METRICS_HOST";
  private static final String PORT = "METRICS_PORT";
  private static final String CANONICAL = "WORKER_CANONICAL_METRICS";

  /** What Python's client reads. Where both are set, the newer name counts. */
  private static final String DIRECTORY = "PROMETHEUS_MULTIPROC_DIR";

  private static final String OLD_DIRECTORY = "prometheus_multiproc_dir";

  private static final String[] NAMES = {
    ENABLED, ENABLED_TOO, HOST, PORT, CANONICAL, DIRECTORY, OLD_DIRECTORY
  };

  private ForeignVariables() {}

  /** Whether a variable may be one of them. */
  static boolean mayBe(String variable) {
    return variable.contains(WORD) || variable.equals(DIRECTORY) || variable.equals(OLD_DIRECTORY);
  }

  /** The assignments that they make. */
  static List<Assignment> assignments(Map<String, String> environment, ConfigProblems problems) {
    List<Assignment> assignments = new ArrayList<>();
    for (String variable : NAMES) {
      String value = environment.get(variable);
      // A service called "metrics" has a METRICS_PORT as well.
      if (value != null
          && isSet(value)
          && !(variable.equals(ENABLED_TOO) && isSet(environment.get(ENABLED)))
          && !(variable.equals(OLD_DIRECTORY) && isSet(environment.get(DIRECTORY)))
          && !KubernetesService.sets(variable, value.trim())) {
        String own = valueOfOurs(variable, value.trim(), problems);
        if (own != null) {
          assignments.add(
              new Assignment(key(variable).name(), own, ConfigSources.source(variable)));
        }
      }
    }
    return assignments;
  }

  private static boolean isSet(@Nullable String value) {
    return value != null && !value.trim().isEmpty();
  }

  private static Key<?> key(String variable) {
    switch (variable) {
      case ENABLED:
      case ENABLED_TOO:
        return AgentKeys.ENABLED;
      case HOST:
        return HttpKeys.HOST;
      case PORT:
        return HttpKeys.PORT;
      case DIRECTORY:
      case OLD_DIRECTORY:
        return MultiprocKeys.DIRECTORY;
      default:
        return MetricsKeys.CATALOGUE;
    }
  }

  private static @Nullable String valueOfOurs(
      String variable, String value, ConfigProblems problems) {
    if (!variable.equals(CANONICAL)) {
      return value;
    }
    try {
      return Words.trueOrFalse().parse(value) ? "canonical" : "documented";
    } catch (IllegalArgumentException e) {
      problems.error(
          variable
              + "="
              + ConfigProblem.shown(value)
              + " (environment variable) is ignored: allowed are true, 1, yes for the canonical"
              + " catalogue and false, 0, no for the documented one");
      return null;
    }
  }
}
