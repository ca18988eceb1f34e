package dev.tachograph.benchmarks.measure;

/**
 * What one candidate cost.
 *
 * @param nanos of one operation, a value for each batch that counts
 * @param batches how many there were, those that do not count included
 * @param bytesPerOperation allocated; NaN where it was not measured
 */
public record Timing(String candidate, Sample nanos, int batches, double bytesPerOperation) {}
