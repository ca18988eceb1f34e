package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.metrics.Counter;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import dev.tachograph.bootstrap.operation.OperationSettings;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** What the probes of HTTP clients have recorded since this was installed. */
final class RecordedCalls {
  private final MetricRegistry registry =
      new MetricRegistry(
          10,
          100,
          new TimerPolicy() {
            @Override
            public Distribution distribution(String family) {
              return Distribution.QUANTILES;
            }

            @Override
            public double[] buckets(String family, double[] defaultBuckets) {
              return defaultBuckets;
            }
          });

  private RecordedCalls() {}

  static RecordedCalls install() {
    return install(false, Set.of());
  }

  static RecordedCalls install(boolean untilBodyEnds, Set<String> apiHosts) {
    RecordedCalls calls = new RecordedCalls();
    Probes.install(
        Catalogue.documented(calls.registry, OperationSettings.defaults(), null),
        new HttpClientSettings(
            new UriTemplates(), new UriTemplates(List.of(), 3), untilBodyEnds, apiHosts),
        message -> {});
    Probes.prepare();
    return calls;
  }

  Map<String, Long> times() {
    return counts("http_client_request_time_seconds");
  }

  Map<String, Long> inFlight() {
    return counts("http_client_requests_in_flight");
  }

  Map<String, Long> errors() {
    return counts("http_client_request_errors_total");
  }

  Map<String, Long> apiRequests() {
    return counts("api_request_time_seconds");
  }

  /** Counts by the labels after the name; 0 is left out. */
  Map<String, Long> counts(String family) {
    Map<String, Long> counts = new TreeMap<>();
    for (MetricFamily<?> candidate : registry.families()) {
      if (candidate.name().equals(family)) {
        for (Series series : candidate.allSeries()) {
          long count = count(series);
          if (count != 0) {
            counts.put(String.join(" ", series.labelValues()), count);
          }
        }
      }
    }
    return counts;
  }

  private static long count(Series series) {
    if (series instanceof Timer) {
      return Objects.requireNonNull(((Timer) series).window()).snapshot().count();
    }
    return series instanceof Counter
        ? ((Counter) series).value()
        : ((UpDownCounter) series).value();
  }
}
