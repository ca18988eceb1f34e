/**
 * Exports the registry: converts it to the Prometheus library's model, and hands that to the
 * exporters.
 */
@NullMarked
package dev.tachograph.agent.export;

import org.jspecify.annotations.NullMarked;
