/**
 * Workers of Conductor: they poll for tasks and report their results, start workflows, and ask the
 * server for that. The probes are the doors, {@link
 * dev.tachograph.bootstrap.conductor.ConductorMetrics} the numbers.
 */
@NullMarked
package dev.tachograph.bootstrap.conductor;

import org.jspecify.annotations.NullMarked;
