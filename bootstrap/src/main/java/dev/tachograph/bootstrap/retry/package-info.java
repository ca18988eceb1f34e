/**
 * Calls that a library repeats when they fail. {@link dev.tachograph.bootstrap.retry.RetryProbe} is
 * the entry point, {@link dev.tachograph.bootstrap.retry.RetryMetrics} holds the metrics.
 */
@NullMarked
package dev.tachograph.bootstrap.retry;

import org.jspecify.annotations.NullMarked;
