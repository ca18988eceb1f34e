package dev.tachograph.agent.export.http;

import dev.tachograph.agent.log.AgentLog;
import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the endpoint: {@code /metrics} and {@code /-/healthy}.
 *
 * <p>Format, compression and the choice between them by {@code Accept} and {@code Accept-Encoding}
 * are the library's. The library's handler is made on the first scrape, so that a process that
 * nobody scrapes loads none of it.
 */
final class MetricsHandler implements HttpHandler {
  private final PrometheusRegistry registry;
  private volatile @Nullable PrometheusScrapeHandler scrapeHandler;

  MetricsHandler(PrometheusRegistry registry) {
    this.registry = registry;
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
  public HttpResponse answer(HttpRequest request) {
    try {
      ScrapeExchange exchange = new ScrapeExchange(request);
      scrapeHandler().handleRequest(exchange);
      return exchange.response();
    } catch (ScrapeExchange.MalformedQuery e) {
      return HttpResponse.status(400);
    } catch (IOException | RuntimeException | Error e) {
      // The scraper learns that it failed, the owner of the process learns why.
      AgentLog.errorOnce("scrape:" + e.getClass(), "a scrape failed and was answered by 500: " + e);
      return HttpResponse.text(500, "The scrape failed; the process has logged why");
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
