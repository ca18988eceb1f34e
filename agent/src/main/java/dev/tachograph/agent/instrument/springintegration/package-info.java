/** Spring Integration's handlers of messages, and Spring Cloud's functions. */
@NullMarked
package dev.tachograph.agent.instrument.springintegration;

import org.jspecify.annotations.NullMarked;
