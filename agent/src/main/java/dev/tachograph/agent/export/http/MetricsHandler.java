package dev.tachograph.agent.export.http;

import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the endpoint: {@code /metrics} and {@code /-/healthy}.
 *
 * <p>Format, compression and the choice between them by {@code Accept} and {@code Accept-Encoding}
 * are the library's. The library's handler is made on the first scrape, so that a process that
 * nobody scrapes loads none of it.
 *
 * <p>Encoding protobuf initialises {@code java.util.logging} (19 to 25 classes: the protobuf
 * runtime has static loggers), whose manager is chosen once and for all by a property that the
 * application may set in its main. Until main has begun, a scraper that would rather have protobuf
 * therefore gets its second choice; so it does for good in an image that has no java.logging.
 */
final class MetricsHandler implements HttpHandler {
  private static final boolean HAS_LOGGING =
      ModuleLayer.boot().findModule("java.logging").isPresent();

  private final PrometheusRegistry registry;
  private final BooleanSupplier mainHasBegun;
  private volatile @Nullable PrometheusScrapeHandler scrapeHandler;

  MetricsHandler(PrometheusRegistry registry, BooleanSupplier mainHasBegun) {
    this.registry = registry;
    this.mainHasBegun = mainHasBegun;
  }

  @Override
  public @Nullable HttpResponse immediateAnswer(HttpRequest request) {
    if (!request.isGet() && !request.isHead()) {
      return HttpResponse.status(405).withHeader("Allow", "GET, HEAD");
    }
    switch (request.path) {
      case "/metrics":
        return null;
      case "/-/healthy":
        return HttpResponse.text(200, "Healthy");
      default:
        return HttpResponse.status(404);
    }
  }

  @Override
  public HttpResponse answer(HttpRequest request) throws IOException {
    try {
      ScrapeExchange exchange =
          new ScrapeExchange(request, HAS_LOGGING && mainHasBegun.getAsBoolean());
      scrapeHandler().handleRequest(exchange);
      return exchange.response();
    } catch (ScrapeExchange.MalformedQuery e) {
      return HttpResponse.status(400);
    }
  }

  private PrometheusScrapeHandler scrapeHandler() {
    PrometheusScrapeHandler handler = scrapeHandler;
    if (handler == null) {
      handler = new PrometheusScrapeHandler(registry);
      scrapeHandler = handler;
    }
    return handler;
  }
}
