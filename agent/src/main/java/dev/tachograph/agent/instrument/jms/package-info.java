/**
 * JMS, of javax and jakarta: the listeners of ActiveMQ Classic's and Artemis' clients, and of
 * Spring's containers.
 */
@NullMarked
package dev.tachograph.agent.instrument.jms;

import org.jspecify.annotations.NullMarked;
