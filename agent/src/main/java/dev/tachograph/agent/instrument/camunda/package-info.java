/** Camunda 7's client for external tasks. */
@NullMarked
package dev.tachograph.agent.instrument.camunda;

import org.jspecify.annotations.NullMarked;
