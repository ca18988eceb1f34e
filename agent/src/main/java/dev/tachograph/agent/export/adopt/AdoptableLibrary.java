package dev.tachograph.agent.export.adopt;

import dev.tachograph.agent.export.LibraryLoader;
import org.jspecify.annotations.Nullable;

/** A library whose registries are read. */
enum AdoptableLibrary {
  CLIENT_JAVA(
      "clientjava", "io.prometheus.metrics.model.registry.PrometheusRegistry", "ClientJavaReader"),
  DROPWIZARD("dropwizard", "com.codahale.metrics.MetricRegistry", "DropwizardReader"),
  DROPWIZARD_5("dropwizard5", "io.dropwizard.metrics5.MetricRegistry", "Dropwizard5Reader"),
  MICROMETER("micrometer", "io.micrometer.core.instrument.MeterRegistry", "MicrometerReader"),
  SIMPLECLIENT("simpleclient", "io.prometheus.client.CollectorRegistry", "SimpleclientReader"),
  SMALLRYE("smallryemetrics", "io.smallrye.metrics.MetricsRegistryImpl", "SmallRyeMetricsReader");

  private static final String READERS = "dev.tachograph.agent.export.adopt.reader.";

  final String key;
  private final String registryClass;
  private final String reader;

  /** Held by the library's class, so that neither keeps the other. */
  private final ClassValue<RegistryReader> readers =
      new ClassValue<>() {
        @Override
        protected RegistryReader computeValue(Class<?> type) {
          try {
            return LibraryLoader.instance(READERS + reader, type, RegistryReader.class);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        }
      };

  AdoptableLibrary(String key, String registryClass, String reader) {
    this.key = key;
    this.registryClass = registryClass;
    this.reader = reader;
  }

  static @Nullable AdoptableLibrary of(String key) {
    for (AdoptableLibrary library : values()) {
      if (library.key.equals(key)) {
        return library;
      }
    }
    return null;
  }

  /** There is one for all registries of the library in one class loader. */
  RegistryReader reader(Object registry) {
    return readers.get(libraryClass(registry.getClass()));
  }

  /** The application may have a subclass, in another class loader. */
  private Class<?> libraryClass(Class<?> type) {
    for (Class<?> candidate = type; candidate != null; candidate = candidate.getSuperclass()) {
      if (candidate.getName().equals(registryClass)) {
        return candidate;
      }
    }
    return type;
  }
}
