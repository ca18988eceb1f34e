package dev.tachograph.agent.export.http;

import io.prometheus.metrics.exporter.common.PrometheusScrapeHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;

/**
 * Answers scrapes. Format, compression and the choice between them by {@code Accept} and {@code
 * Accept-Encoding} are the library's.
 */
final class ScrapeAnswers {
  private final PrometheusScrapeHandler handler;

  ScrapeAnswers(PrometheusRegistry registry) {
    this.handler = new PrometheusScrapeHandler(registry);
  }

  /**
   * @param protobufAllowed whether the client may have protobuf if it wants to
   */
  HttpResponse answer(HttpRequest request, boolean protobufAllowed) throws IOException {
    try {
      ScrapeExchange exchange = new ScrapeExchange(request, protobufAllowed);
      handler.handleRequest(exchange);
      return exchange.response();
    } catch (ScrapeExchange.MalformedQuery e) {
      return HttpResponse.status(400);
    }
  }
}
