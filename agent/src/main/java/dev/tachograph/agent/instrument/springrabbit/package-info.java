/** Spring AMQP's containers for RabbitMQ. */
@NullMarked
package dev.tachograph.agent.instrument.springrabbit;

import org.jspecify.annotations.NullMarked;
