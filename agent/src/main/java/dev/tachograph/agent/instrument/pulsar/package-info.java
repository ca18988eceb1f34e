/** Pulsar's client. */
@NullMarked
package dev.tachograph.agent.instrument.pulsar;

import org.jspecify.annotations.NullMarked;
