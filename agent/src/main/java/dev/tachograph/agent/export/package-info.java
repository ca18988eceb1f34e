/**
 * From the registry to whoever reads it: the registry as the Prometheus library's model, and the
 * exporters that hand it out.
 */
@NullMarked
package dev.tachograph.agent.export;

import org.jspecify.annotations.NullMarked;
