/** NATS' client. */
@NullMarked
package dev.tachograph.agent.instrument.nats;

import org.jspecify.annotations.NullMarked;
