package dev.tachograph.agent.export.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The content behind the paths of an endpoint. Immutable once it is handed over. */
public final class Served {
  private static final String ROOT = "/";
  private static final String UNDER_ROOT = "/page/";

  private final Supplier<PrometheusRegistry> registry;
  private @Nullable BooleanSupplier mainHasBegun;
  private final Map<String, Page> pages = new LinkedHashMap<>();
  private @Nullable Function<Supplier<PrometheusRegistry>, Function<String, @Nullable Page>> live;
  private @Nullable Function<String, @Nullable Page> livePages;

  /**
   * @param registry called at the first request
   */
  public Served(Supplier<PrometheusRegistry> registry) {
    this.registry = registry;
  }

  /** Adds a page. A page at {@code /metrics} replaces the registry. */
  public Served page(String path, Page page) {
    pages.put(path, page);
    return this;
  }

  /**
   * Sets the test for whether the application's main has begun. From then on, the application has
   * had a chance to configure what it shares with the endpoint.
   */
  public Served mainHasBegun(BooleanSupplier begun) {
    mainHasBegun = begun;
    return this;
  }

  boolean mainHasBegun() {
    return mainHasBegun == null || mainHasBegun.getAsBoolean();
  }

  public PrometheusRegistry registry() {
    return registry.get();
  }

  /**
   * Adds the pages for people: {@value #ROOT}, and what lies under {@value #UNDER_ROOT}. They are
   * made when the first of them is asked for.
   *
   * @param maker makes a function that knows the page at each path
   */
  public Served live(
      Function<Supplier<PrometheusRegistry>, Function<String, @Nullable Page>> maker) {
    live = maker;
    return this;
  }

  /** The page at exactly this path, or null. */
  public @Nullable Page page(String path) {
    Page page = pages.get(path);
    return page == null && (path.equals(ROOT) || path.startsWith(UNDER_ROOT))
        ? livePage(path)
        : page;
  }

  private synchronized @Nullable Page livePage(String path) {
    if (livePages == null && live != null) {
      livePages = live.apply(registry);
    }
    return livePages == null ? null : livePages.apply(path);
  }
}
