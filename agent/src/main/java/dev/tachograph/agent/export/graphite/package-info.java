/** Sends the metrics to Graphite. */
@NullMarked
package dev.tachograph.agent.export.graphite;

import org.jspecify.annotations.NullMarked;
