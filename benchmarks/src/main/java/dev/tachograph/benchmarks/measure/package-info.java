/**
 * Measuring within one JVM on a machine that others use as well: candidates take turns in short
 * batches, a batch that was disturbed does not count, and medians are compared.
 */
@NullMarked
package dev.tachograph.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
