/**
 * Calls of HTTP clients. The probes are the doors, one for each way in which clients work; {@link
 * dev.tachograph.bootstrap.http.HttpMetrics} are the numbers.
 */
@NullMarked
package dev.tachograph.bootstrap.http;

import org.jspecify.annotations.NullMarked;
