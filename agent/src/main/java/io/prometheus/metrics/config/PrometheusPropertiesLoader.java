package io.prometheus.metrics.config;

import java.util.Map;

/**
 * Stands in for the library's class of the same name, so that the library inside the agent has its
 * defaults whatever surrounds it.
 *
 * <p>The original runs in the static initializer of {@link PrometheusProperties} and reads the
 * environment ({@code IO_PROMETHEUS_*}, {@code PROMETHEUS_CONFIG}), the system properties ({@code
 * io.prometheus.*}, {@code prometheus.config}), a file, and {@code prometheus.properties} from the
 * context class loader. Those belong to the application: it may use another version of the same
 * library, whose settings this one does not know, and one unknown name is enough to make every
 * class of the library unusable ({@code ExceptionInInitializerError}). A known name is no better,
 * as it would silently turn the agent's output into what was meant for the application's. The
 * agent's own settings reach the library as arguments.
 *
 * <p>Nothing else in the modules that the agent uses looks at the environment, at the context class
 * loader or at service files; the system properties that are read are the JVM's description of
 * itself.
 */
public class PrometheusPropertiesLoader {

  private PrometheusPropertiesLoader() {}

  /** Called once, by the static initializer of {@link PrometheusProperties}. */
  public static PrometheusProperties load() {
    return PrometheusProperties.builder().build();
  }

  /** Ignores its argument for the same reason for which nothing else is read. */
  public static PrometheusProperties load(Map<Object, Object> externalProperties) {
    return load();
  }
}
