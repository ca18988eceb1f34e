/**
 * SmallRye's implementation of MicroProfile Metrics, whose registries are served beside the agent's
 * own.
 */
@NullMarked
package dev.tachograph.agent.instrument.smallryemetrics;

import org.jspecify.annotations.NullMarked;
