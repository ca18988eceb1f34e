package dev.tachograph.agent.export;

import dev.tachograph.agent.log.AgentLog;
import io.prometheus.metrics.instrumentation.jvm.JvmBufferPoolMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmClassLoadingMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmCompilationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryPoolAllocationMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmRuntimeInfoMetric;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.instrumentation.jvm.ProcessMetrics;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The library's {@code jvm_*} and {@code process_*} families, registered at the first scrape or
 * file after the application's main has begun.
 *
 * <p>Two things must not happen before the application's main. First, {@code java.util.logging}
 * must not be initialised: a system property that application servers set in their main chooses its
 * manager, once and for all. Second, the platform MBean server must not be created, for the same
 * reason. {@code -Xlog:class+load,class+init} on JDK 17 and 25 with client_java 1.5.0 shows what
 * the families do; 1.9.0 loads the same. All of them but {@code jvm_runtime_info} load the one
 * class {@code LogManager}, because {@code ManagementFactory} checks whether the module is there.
 * None initialises it, and none creates the MBean server. Native memory does both: it initialises
 * 24 logging classes on 17, 19 on 25, and creates the MBean server. So it is left out, with the
 * families that it has only when the JVM runs with native memory tracking. Registering all of the
 * library's families at once would include it.
 */
public final class JvmMetrics implements MultiCollector {
  private final BooleanSupplier mainHasBegun;
  private final ScrapeRegistry families;
  private boolean registered;

  public JvmMetrics(CollectFailures failures, BooleanSupplier mainHasBegun) {
    this.mainHasBegun = mainHasBegun;
    this.families = new ScrapeRegistry(failures);
  }

  @Override
  public MetricSnapshots collect() {
    return collect(name -> true);
  }

  @Override
  public MetricSnapshots collect(Predicate<String> includedNames) {
    return isRegistered() ? families.scrape(includedNames) : new MetricSnapshots();
  }

  private synchronized boolean isRegistered() {
    if (!registered && mainHasBegun.getAsBoolean() && Descriptors.areLeft()) {
      registered = true;
      registerAll();
    }
    return registered;
  }

  private void registerAll() {
    if (ModuleLayer.boot().findModule("java.management").isEmpty()) {
      AgentLog.warn("there are no jvm_* and process_* metrics: this Java has no java.management");
      return;
    }
    register("threads", registry -> JvmThreadsMetrics.builder().register(registry));
    register("buffer pools", registry -> JvmBufferPoolMetrics.builder().register(registry));
    register("class loading", registry -> JvmClassLoadingMetrics.builder().register(registry));
    register("compilation", registry -> JvmCompilationMetrics.builder().register(registry));
    register("gc", registry -> JvmGarbageCollectorMetrics.builder().register(registry));
    register("allocation", registry -> JvmMemoryPoolAllocationMetrics.builder().register(registry));
    register("memory", registry -> JvmMemoryMetrics.builder().register(registry));
    register("runtime info", registry -> JvmRuntimeInfoMetric.builder().register(registry));
    register("process", registry -> ProcessMetrics.builder().register(registry));
  }

  /** A JVM without one of the beans of java.management keeps the other families. */
  private void register(String what, Consumer<PrometheusRegistry> registration) {
    try {
      registration.accept(families);
    } catch (RuntimeException | LinkageError e) {
      AgentLog.errorOnce("jvm:" + what, "the JVM's metrics of " + what + " are missing: " + e);
    }
  }
}
