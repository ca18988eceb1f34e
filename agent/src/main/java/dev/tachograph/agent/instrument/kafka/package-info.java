/** Kafka's own client. */
@NullMarked
package dev.tachograph.agent.instrument.kafka;

import org.jspecify.annotations.NullMarked;
