package dev.tachograph.agent.export.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What there is behind the paths of an endpoint. Immutable once it is handed over. */
public final class Served {
  private final Supplier<PrometheusRegistry> registry;
  private final Map<String, Page> pages = new LinkedHashMap<>();

  /**
   * @param registry asked for at the first request
   */
  public Served(Supplier<PrometheusRegistry> registry) {
    this.registry = registry;
  }

  /** Adds a page; one at {@code /metrics} takes the place of the registry. */
  public Served page(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  public PrometheusRegistry registry() {
    return registry.get();
  }

  /** The page at exactly this path, or null. */
  public @Nullable Page page(String path) {
    return pages.get(path);
  }
}
