package dev.tachograph.bootstrap;

import dev.tachograph.bootstrap.conductor.ConductorMetrics;
import dev.tachograph.bootstrap.executor.ExecutorMonitors;
import dev.tachograph.bootstrap.executor.ExecutorSettings;
import dev.tachograph.bootstrap.framework.FrameworkMetrics;
import dev.tachograph.bootstrap.http.HttpMetrics;
import dev.tachograph.bootstrap.metrics.Buckets;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.operation.OperationMetrics;
import dev.tachograph.bootstrap.operation.OperationSettings;
import dev.tachograph.bootstrap.retry.RetryMetrics;
import dev.tachograph.bootstrap.task.TaskMetrics;
import dev.tachograph.bootstrap.uri.NameTemplates;
import dev.tachograph.bootstrap.uri.UriTemplates;
import org.jspecify.annotations.Nullable;

/** The metric families of all subjects, under one set of names, in one registry. Thread-safe. */
public final class Catalogue {
  private static final double[] CANONICAL_TIME_BUCKETS = {
    .001, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10
  };

  private final MetricRegistry registry;
  private final @Nullable ExecutorSettings executorSettings;
  final TaskMetrics tasks;
  final ConductorMetrics conductor;
  final HttpMetrics http;
  private final OperationSettings operationSettings;
  private @Nullable OperationMetrics operations;
  private @Nullable ExecutorMonitors executors;
  private @Nullable RetryMetrics retries;
  private @Nullable FrameworkMetrics frameworks;
  private int destinationLimit = UriTemplates.DEFAULT_LEARN_LIMIT;

  private Catalogue(
      MetricRegistry registry,
      TaskMetrics tasks,
      ConductorMetrics conductor,
      HttpMetrics http,
      OperationSettings operationSettings,
      @Nullable ExecutorSettings executorSettings) {
    this.registry = registry;
    this.tasks = tasks;
    this.conductor = conductor;
    this.http = http;
    this.operationSettings = operationSettings;
    this.executorSettings = executorSettings;
  }

  /**
   * The names of the Conductor SDK's published documentation.
   *
   * @param operations how operations are exposed
   * @param executors how executors are measured; null if they are not
   */
  public static Catalogue documented(
      MetricRegistry registry, OperationSettings operations, @Nullable ExecutorSettings executors) {
    return new Catalogue(
        registry,
        TaskMetrics.documented(registry),
        ConductorMetrics.documented(registry),
        new HttpMetrics(registry, Buckets.DEFAULT),
        operations,
        executors);
  }

  /**
   * The names that Conductor's newer SDKs share across languages.
   *
   * @param operations how operations are exposed
   * @param executors how executors are measured; null if they are not
   */
  public static Catalogue canonical(
      MetricRegistry registry, OperationSettings operations, @Nullable ExecutorSettings executors) {
    return new Catalogue(
        registry,
        TaskMetrics.canonical(registry, CANONICAL_TIME_BUCKETS),
        ConductorMetrics.canonical(registry, CANONICAL_TIME_BUCKETS),
        new HttpMetrics(registry, CANONICAL_TIME_BUCKETS),
        operations,
        executors);
  }

  /** The registry that holds the families. */
  public MetricRegistry registry() {
    return registry;
  }

  /** The operations; each is registered when it is first asked for. */
  public synchronized OperationMetrics operations() {
    OperationMetrics present = operations;
    if (present == null) {
      present = new OperationMetrics(registry, operationSettings);
      operations = present;
    }
    return present;
  }

  /**
   * Registers the families of executors. They wait for the first executor, because most of their
   * values are read from executors at a scrape.
   *
   * @return null if executors are not measured
   */
  public synchronized @Nullable ExecutorMonitors registerExecutors() {
    if (executors == null && executorSettings != null) {
      executors = new ExecutorMonitors(registry, executorSettings);
    }
    return executors;
  }

  /**
   * Sets the number of values that one place in the names of queues and topics may have. Call it
   * before {@link #registerFrameworks}.
   */
  public synchronized void limitDestinations(int values) {
    destinationLimit = values;
  }

  /** Registers the families of frameworks. They wait for the first framework, like executors. */
  public synchronized FrameworkMetrics registerFrameworks() {
    if (frameworks == null) {
      frameworks = new FrameworkMetrics(registry, tasks, new NameTemplates(destinationLimit));
    }
    return frameworks;
  }

  /** Registers the family of retries. It waits for the first retry library, like executors. */
  public synchronized RetryMetrics registerRetries() {
    if (retries == null) {
      retries = new RetryMetrics(registry);
    }
    return retries;
  }
}
