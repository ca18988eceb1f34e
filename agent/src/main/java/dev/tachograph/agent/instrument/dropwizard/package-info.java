/** Dropwizard's metrics, whose registries are served beside the agent's own. */
@NullMarked
package dev.tachograph.agent.instrument.dropwizard;

import org.jspecify.annotations.NullMarked;
