package dev.tachograph.bootstrap.metrics;

/** Registries as the tests need them. */
final class Registries {
  private Registries() {}

  static MetricRegistry quantiles(int seriesLimit) {
    return with(Distribution.QUANTILES, seriesLimit);
  }

  static MetricRegistry with(Distribution distribution, int seriesLimit) {
    MetricRegistry.rehearse();
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
