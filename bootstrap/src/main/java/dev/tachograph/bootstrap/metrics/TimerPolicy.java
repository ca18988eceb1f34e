package dev.tachograph.bootstrap.metrics;

/** Says how each timer family is to be exposed. */
public interface TimerPolicy {
  Distribution distribution(String family);

  double[] buckets(String family, double[] defaultBuckets);
}
