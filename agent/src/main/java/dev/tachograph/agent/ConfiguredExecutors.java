package dev.tachograph.agent;

import dev.tachograph.agent.config.ExecutorConfig;
import dev.tachograph.bootstrap.executor.ExecutorSettings;
import org.jspecify.annotations.Nullable;

/** What the configuration says about executors, as the probes ask for it. */
final class ConfiguredExecutors implements ExecutorSettings {
  private final ExecutorConfig config;

  ConfiguredExecutors(ExecutorConfig config) {
    this.config = config;
  }

  @Override
  public @Nullable String configuredName(String creatingClass) {
    return config.configuredName(creatingClass);
  }

  @Override
  public boolean excludes(String nameOrType) {
    return config.excludes(nameOrType);
  }

  @Override
  public boolean namesByReference() {
    return config.namesByReference();
  }

  @Override
  public int nameLimit() {
    return config.nameLimit();
  }

  @Override
  public boolean gaugesOfReference() {
    return config.gaugesOfReference();
  }
}
