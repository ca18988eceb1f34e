/** Spring Kafka. */
@NullMarked
package dev.tachograph.agent.instrument.springkafka;

import org.jspecify.annotations.NullMarked;
