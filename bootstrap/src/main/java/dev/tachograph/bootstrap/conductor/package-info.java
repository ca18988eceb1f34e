/**
 * Conductor workers: they poll for tasks and report their results, start workflows, and send the
 * requests for this to the server. The probes are the entry points; {@link
 * dev.tachograph.bootstrap.conductor.ConductorMetrics} holds the metrics.
 */
@NullMarked
package dev.tachograph.bootstrap.conductor;

import org.jspecify.annotations.NullMarked;
