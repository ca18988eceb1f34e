package dev.tachograph.agent.instrument;

import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.http.HttpClientSettings;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.operation.OperationSettings;
import java.util.ArrayList;
import java.util.List;

/** The calls of HTTP clients that advice has told the probes of since this was installed. */
public final class RecordedCalls {
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

  public static RecordedCalls install() {
    RecordedCalls calls = new RecordedCalls();
    Probes.install(
        Catalogue.documented(calls.registry, OperationSettings.defaults(), null),
        HttpClientSettings.defaults(),
        message -> {});
    Probes.prepare();
    return calls;
  }

  /** Client, method, host, path and status of each series. */
  public List<String> all() {
    return series("http_client_request_time_seconds");
  }

  /** The labels of each series of failures. */
  public List<String> errors() {
    return series("http_client_request_errors_total");
  }

  private List<String> series(String name) {
    List<String> all = new ArrayList<>();
    for (MetricFamily<?> family : registry.families()) {
      if (family.name().equals(name)) {
        for (Series series : family.allSeries()) {
          all.add(String.join(" ", series.labelValues()));
        }
      }
    }
    return all;
  }
}
