/** RabbitMQ's own client. */
@NullMarked
package dev.tachograph.agent.instrument.rabbitmq;

import org.jspecify.annotations.NullMarked;
