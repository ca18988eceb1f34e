package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import dev.tachograph.bootstrap.support.Failures;
import dev.tachograph.bootstrap.uri.UriLabels;
import dev.tachograph.bootstrap.uri.UriTemplates;
import org.jspecify.annotations.Nullable;

/** The families of HTTP clients: {@code http_client_*}. */
public final class HttpMetrics {
  private static volatile @Nullable HttpMetrics installed;

  private final MetricFamily<Timer> time;
  private final MetricFamily<UpDownCounter> inFlight;
  private final MetricFamily<Counter> errors;

  /**
   * @param timeBuckets default bounds of the timer's histograms, in seconds
   */
  public HttpMetrics(MetricRegistry registry, double[] timeBuckets) {
    time =
        registry.timer(
            "http_client_request_time_seconds",
            "Seconds that calls of HTTP clients took; uri is the path's template, status the HTTP"
                + " code, or error if no response came. Requests to the Conductor server are not"
                + " among them.",
            timeBuckets,
            "client",
            "method",
            "host",
            "uri",
            "status");
    inFlight =
        registry.upDownCounter(
            "http_client_requests_in_flight",
            "Calls of HTTP clients that are under way.",
            "client",
            "host");
    errors =
        registry.counter(
            "http_client_request_errors_total",
            "Calls of HTTP clients that got no response, or lost it half-way; exception is the"
                + " simple name of its class.",
            "client",
            "host",
            "exception");
  }

  /** Connects the probes of this package, whose calls are measured as the settings say. */
  public static void install(HttpMetrics metrics, HttpClientSettings settings) {
    metrics.relabelBy(settings.templates);
    installed = metrics;
    HttpClientProbe.configure(settings);
  }

  static HttpMetrics current() {
    HttpMetrics metrics = installed;
    if (metrics == null) {
      throw new IllegalStateException("woven code ran before the probes were installed");
    }
    return metrics;
  }

  private void relabelBy(UriTemplates templates) {
    time.relabelBy(new CurrentTemplates(templates, 2, 3));
    inFlight.relabelBy(new CurrentTemplates(templates, 1, -1));
    errors.relabelBy(new CurrentTemplates(templates, 1, -1));
  }

  /** How many calls of a client to this host are under way. */
  UpDownCounter inFlight(String client, String host) {
    return inFlight.series(client, host);
  }

  /**
   * A call ended.
   *
   * @param status the HTTP code, or {@code error}
   * @param failure what the application got instead of the response, or of its body
   */
  void ended(
      String client,
      String method,
      UriLabels labels,
      String status,
      long nanos,
      long end,
      @Nullable Throwable failure) {
    time.series(client, method, labels.host(), labels.uri(), status).record(nanos, end);
    if (failure != null) {
      errors.series(client, labels.host(), Failures.label(failure)).increment();
    }
  }
}
