package dev.tachograph.agent.export.http;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the endpoint: {@code /metrics} and {@code /-/healthy}.
 *
 * <p>What answers a scrape is made on the first one, so that a process that nobody scrapes loads
 * nothing of the Prometheus library.
 *
 * <p>Encoding protobuf initialises {@code java.util.logging} (19 to 25 classes: the protobuf
 * runtime has static loggers), whose manager is chosen once and for all by a property that the
 * application may set in its main. Until main has begun, a scraper that would rather have protobuf
 * therefore gets its second choice; so it does for good in an image that has no java.logging.
 */
final class MetricsHandler implements HttpHandler {
  private static final boolean HAS_LOGGING =
      ModuleLayer.boot().findModule("java.logging").isPresent();

  private final Supplier<PrometheusRegistry> registry;
  private final BooleanSupplier mainHasBegun;
  private volatile @Nullable ScrapeAnswers scrapes;

  MetricsHandler(Supplier<PrometheusRegistry> registry, BooleanSupplier mainHasBegun) {
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
    return scrapes().answer(request, HAS_LOGGING && mainHasBegun.getAsBoolean());
  }

  private ScrapeAnswers scrapes() {
    ScrapeAnswers answers = scrapes;
    if (answers == null) {
      answers = new ScrapeAnswers(registry.get());
      scrapes = answers;
    }
    return answers;
  }
}
