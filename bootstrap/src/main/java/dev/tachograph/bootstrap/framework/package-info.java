/**
 * Tasks that frameworks run: listeners of messages, scheduled methods, jobs. {@link
 * dev.tachograph.bootstrap.framework.FrameworkProbe} is the entry point for what all of them do,
 * the other probes for what some do. {@link dev.tachograph.bootstrap.framework.LayeredCall}
 * explains which of several frameworks around one piece of work counts it. {@link
 * dev.tachograph.bootstrap.framework.FrameworkMetrics} holds the metrics.
 */
@NullMarked
package dev.tachograph.bootstrap.framework;

import org.jspecify.annotations.NullMarked;
