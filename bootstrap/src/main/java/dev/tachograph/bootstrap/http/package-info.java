/**
 * Calls of HTTP clients. The probes are the entry points, one for each way in which clients work;
 * {@link dev.tachograph.bootstrap.http.HttpMetrics} holds the metrics.
 */
@NullMarked
package dev.tachograph.bootstrap.http;

import org.jspecify.annotations.NullMarked;
