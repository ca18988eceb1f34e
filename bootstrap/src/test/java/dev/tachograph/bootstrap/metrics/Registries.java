package dev.tachograph.bootstrap.metrics;

import dev.tachograph.bootstrap.Probes;

/** Registries as the tests need them. */
final class Registries {
  private Registries() {}

  static MetricRegistry quantiles(int seriesLimit) {
    return with(Distribution.QUANTILES, seriesLimit);
  }

  static MetricRegistry with(Distribution distribution, int seriesLimit) {
    Probes.prepare();
    return new MetricRegistry(
        1000,
        seriesLimit,
        new TimerPolicy() {
          @Override
          public Distribution distribution(String family) {
            return distribution;
          }

          @Override
          public double[] buckets(String family, double[] defaultBuckets) {
            return defaultBuckets;
          }
        });
  }
}
