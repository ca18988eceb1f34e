package dev.tachograph.bootstrap;

import dev.tachograph.bootstrap.conductor.ConductorMetrics;
import dev.tachograph.bootstrap.executor.ExecutorMonitors;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.http.HttpMetrics;
import dev.tachograph.bootstrap.operation.CurrentOperation;
import dev.tachograph.bootstrap.operation.OperationMetrics;
import dev.tachograph.bootstrap.support.ProbeErrors;
import dev.tachograph.bootstrap.task.TaskMetrics;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Connects the probes of all subjects to their families.
 *
 * <p>Call this before the first class is woven, and not earlier: a program in which nothing is
 * woven need not load these classes. If {@code prepare} throws, the class to be woven stays as it
 * is.
 */
public final class Probes {
  private static volatile @Nullable Catalogue installed;

  private Probes() {}

  /**
   * Installs the families that the probes record in.
   *
   * @param httpClients how calls of HTTP clients are measured
   * @param log receives one message for each kind of error
   */
  public static void install(
      Catalogue catalogue, HttpClientSettings httpClients, Consumer<String> log) {
    ProbeErrors.logTo(log);
    TaskMetrics.install(catalogue.tasks);
    ConductorMetrics.install(catalogue.conductor);
    catalogue.conductor.relabelApiRequests(httpClients.apiRelabeling());
    HttpMetrics.install(catalogue.http, httpClients);
    installed = catalogue;
  }

  /** Initializes the classes that woven code uses. */
  public static void prepare() {
    EarlyClasses.initialize(EarlyClasses.PROBES);
  }

  /** Initializes the additional classes of a registry whose numbers are in a file as well. */
  public static void prepareFile() {
    EarlyClasses.initialize(EarlyClasses.MAPPED);
  }

  /**
   * Initializes the additional classes that record operations, and installs their families. Call it
   * before the first class is woven that does so. Most programs have none.
   */
  public static void prepareOperations() {
    EarlyClasses.initialize(EarlyClasses.OPERATIONS);
    Catalogue catalogue = installed;
    if (catalogue != null) {
      OperationMetrics.install(catalogue.operations());
    }
  }

  /**
   * Initializes the additional classes that woven methods use. Call it before the first is woven.
   */
  public static void prepareMethods() {
    prepareOperations();
    EarlyClasses.initialize(EarlyClasses.METHODS);
    Catalogue catalogue = installed;
    if (catalogue != null) {
      catalogue.tasks.registerTypes(catalogue.registry());
    }
  }

  /**
   * Initializes the additional classes that woven executors use. Call it before the first is woven.
   */
  public static void prepareExecutors() {
    EarlyClasses.initialize(EarlyClasses.EXECUTORS);
    Catalogue catalogue = installed;
    ExecutorMonitors executors = catalogue == null ? null : catalogue.registerExecutors();
    if (executors != null) {
      executors.install();
    }
  }

  /**
   * Initializes the additional classes that woven frameworks use. Call it before the first is
   * woven.
   */
  public static void prepareFrameworks() {
    EarlyClasses.initialize(EarlyClasses.FRAMEWORKS);
    Catalogue catalogue = installed;
    if (catalogue != null) {
      catalogue.registerFrameworks().install();
    }
  }

  /**
   * Initializes the additional classes that woven retries use, and has threads keep their
   * operations. Call it before the first is woven.
   */
  public static void prepareRetries() {
    prepareOperations();
    EarlyClasses.initialize(EarlyClasses.RETRIES);
    Catalogue catalogue = installed;
    if (catalogue != null) {
      catalogue.registerRetries().install();
      CurrentOperation.watch();
    }
  }

  /**
   * Initializes the additional classes that the application's registries of metrics use. Call it
   * before the first is woven.
   */
  public static void prepareAdoption() {
    EarlyClasses.initialize(EarlyClasses.ADOPTION);
  }

  /** Initializes the additional classes that web servers use. Call it before the first is woven. */
  public static void prepareMount() {
    EarlyClasses.initialize(EarlyClasses.MOUNT);
  }
}
