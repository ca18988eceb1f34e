package dev.tachograph.agent;

import dev.tachograph.agent.config.AgentConfig;
import dev.tachograph.agent.config.ConfigProblem;
import dev.tachograph.agent.config.ConfigProblems;
import dev.tachograph.agent.config.keys.CatalogueChoice;
import dev.tachograph.agent.config.keys.ConfiguredTimers;
import dev.tachograph.agent.config.keys.HttpClientKeys;
import dev.tachograph.agent.config.keys.LabelKeys;
import dev.tachograph.agent.config.keys.MetricsKeys;
import dev.tachograph.agent.config.keys.OperationKeys;
import dev.tachograph.agent.config.keys.OperationPreset;
import dev.tachograph.agent.config.keys.UriKeys;
import dev.tachograph.agent.config.keys.WeavingKeys;
import dev.tachograph.agent.config.rule.CallTemplate;
import dev.tachograph.agent.config.rule.CallTemplate.PartKind;
import dev.tachograph.agent.config.rule.MethodRule;
import dev.tachograph.agent.config.rule.OperationSubject;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.executor.ExecutorSettings;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.RegistryFile;
import dev.tachograph.bootstrap.metrics.SeriesKind;
import dev.tachograph.bootstrap.operation.Operation;
import dev.tachograph.bootstrap.operation.OperationSettings;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry and the catalogue of a configuration, both made at the first use of either.
 * Thread-safe.
 */
public final class Measurements {
  private static final String EXECUTORS = "executors";

  private final AgentConfig config;
  private final @Nullable RegistryFile file;

  /** What was said about names of operations before {@link #problems} was asked. */
  private final List<String> clashes = new ArrayList<>();

  private boolean starting = true;
  private @Nullable Made made;

  /** A separate class, because linking it loads the classes that it makes. */
  private static final class Made {
    final Catalogue catalogue;

    Made(AgentConfig config, @Nullable RegistryFile file, Consumer<String> log) {
      MetricRegistry registry =
          new MetricRegistry(
              config.get(MetricsKeys.WINDOW_SIZE),
              config.get(MetricsKeys.SERIES_LIMIT),
              new ConfiguredTimers(config),
              file);
      ExecutorSettings executors =
          config.get(WeavingKeys.INSTRUMENTATION_ENABLED, EXECUTORS)
              ? new ConfiguredExecutors(config)
              : null;
      OperationSettings operations =
          new OperationSettings(
              config.get(OperationKeys.IN_ONE_FAMILY),
              config.mentions("labels") && config.get(LabelKeys.CLEAN),
              log);
      this.catalogue =
          config.get(MetricsKeys.CATALOGUE) == CatalogueChoice.CANONICAL
              ? Catalogue.canonical(registry, operations, executors)
              : Catalogue.documented(registry, operations, executors);
      catalogue.limitDestinations(config.get(UriKeys.LEARN_LIMIT));
      if (config.get(OperationKeys.IN_ONE_FAMILY)) {
        // The families that all operations share are there from the start.
        catalogue.operations();
      }
      addPreset(config.get(OperationKeys.PRESET));
    }

    private void addPreset(OperationPreset preset) {
      for (String name : preset.operations()) {
        Operation operation = catalogue.operations().operation(name);
        for (String label : preset.labels(name)) {
          operation.position(label);
        }
        // The series without values shows all numbers as 0.
        operation.timer("", "", "", "");
      }
    }
  }

  public Measurements(AgentConfig config) {
    this(config, null);
  }

  /**
   * @param file also holds the numbers of the registry
   */
  Measurements(AgentConfig config, @Nullable RegistryFile file) {
    this.config = config;
    this.file = file;
  }

  private synchronized Made made() {
    Made known = made;
    if (known == null) {
      known =
          new Made(
              config,
              file,
              new Consumer<String>() {
                @Override
                public void accept(String message) {
                  nameIsTaken(message);
                }
              });
      made = known;
    }
    return known;
  }

  private synchronized void nameIsTaken(String message) {
    if (starting) {
      clashes.add(message);
    } else {
      AgentLog.warn(message);
    }
  }

  public MetricRegistry registry() {
    return made().catalogue.registry();
  }

  /**
   * Registers also the families that otherwise wait for their first executor, framework or retry.
   */
  public Measurements registerAll() {
    made().catalogue.registerExecutors();
    made().catalogue.registerRetries();
    made().catalogue.registerFrameworks();
    return this;
  }

  /**
   * Connects the probes.
   *
   * @param log receives reports of errors in them
   */
  void installProbes(Consumer<String> log) {
    Probes.install(
        made().catalogue,
        new HttpClientSettings(
            uriTemplates(),
            uriTemplates(),
            config.get(HttpClientKeys.UNTIL_BODY_ENDS),
            new HashSet<>(config.get(HttpClientKeys.API_HOSTS))),
        log);
  }

  private UriTemplates uriTemplates() {
    return new UriTemplates(config.rules(UriKeys.RULES), config.get(UriKeys.LEARN_LIMIT));
  }

  /** All problems of the configuration. Call this once, when the agent starts. */
  public List<ConfigProblem> problems() {
    List<ConfigProblem> problems = config.problems();
    if (config.mentions("operations")) {
      problems = problemsWithOperations(problems);
    }
    if (config.mentions("timers") && ConfiguredTimers.areNamed(config)) {
      problems = problemsWithTimers(problems);
    }
    synchronized (this) {
      starting = false;
    }
    return problems;
  }

  /** Registers all families first, and then the operations whose names are known. */
  private List<ConfigProblem> problemsWithOperations(List<ConfigProblem> known) {
    List<String> names = new ArrayList<>();
    for (MethodRule rule : config.rules(OperationKeys.RULES)) {
      CallTemplate name = ((OperationSubject) rule.subject()).name();
      if (name != null && !name.has(PartKind.CLASS) && !name.has(PartKind.METHOD)) {
        names.add(name.text());
      }
    }
    if (names.isEmpty()) {
      return known;
    }
    registerAll();
    for (String name : names) {
      made().catalogue.operations().operation(name);
    }
    ConfigProblems problems = new ConfigProblems();
    synchronized (this) {
      for (String clash : clashes) {
        problems.warning(clash);
      }
    }
    List<ConfigProblem> all = new ArrayList<>(known);
    all.addAll(problems.list());
    return all;
  }

  /** Registers all families first, to learn the names of all timers. */
  private List<ConfigProblem> problemsWithTimers(List<ConfigProblem> known) {
    registerAll();
    List<String> timers = new ArrayList<>();
    for (MetricFamily<?> family : registry().families()) {
      if (family.kind() == SeriesKind.TIMER) {
        timers.add(family.name());
      }
    }
    List<ConfigProblem> problems = new ArrayList<>(known);
    problems.addAll(ConfiguredTimers.problems(config, timers));
    return problems;
  }
}
