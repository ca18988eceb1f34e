package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.keys.ExecutorKeys;
import dev.tachograph.agent.config.value.Glob;
import dev.tachograph.bootstrap.executor.ExecutorSettings;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the configuration says about executors, as the probes ask for it. Immutable. */
final class ConfiguredExecutors implements ExecutorSettings {
  private final List<String> excluded;
  private final Map<String, String> namesByCreator;
  private final boolean namesByReference;
  private final int nameLimit;
  private final boolean gaugesOfReference;

  ConfiguredExecutors(AgentConfig config) {
    excluded = config.get(ExecutorKeys.EXCLUDE);
    namesByCreator = config.all(ExecutorKeys.NAME);
    namesByReference = config.get(ExecutorKeys.NAMED_BY_REFERENCE);
    nameLimit = config.get(ExecutorKeys.NAME_LIMIT);
    gaugesOfReference = config.get(ExecutorKeys.GAUGES_OF_REFERENCE);
  }

  /** The name of the executors that a class creates, or that a class nested in it does. */
  @Override
  public @Nullable String configuredName(String creatingClass) {
    String name = namesByCreator.get(creatingClass);
    int nested = creatingClass.lastIndexOf('$');
    return name != null || nested < 0 ? name : configuredName(creatingClass.substring(0, nested));
  }

  @Override
  public boolean excludes(String nameOrType) {
    for (int i = 0; i < excluded.size(); i++) {
      if (Glob.matches(excluded.get(i), nameOrType)) {
        return true;
      }
    }
    return false;
  }

  @Override
  public boolean namesByReference() {
    return namesByReference;
  }

  @Override
  public int nameLimit() {
    return nameLimit;
  }

  @Override
  public boolean gaugesOfReference() {
    return gaugesOfReference;
  }
}
