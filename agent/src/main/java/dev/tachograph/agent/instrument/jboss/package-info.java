/**
 * The enhanced queue executor of JBoss Threads, which WildFly and Quarkus use.
 *
 * <p>Since 3.2 it has scheduled tasks. They count as submitted when they are due, because its own
 * scheduler submits them then.
 */
@NullMarked
package dev.tachograph.agent.instrument.jboss;

import org.jspecify.annotations.NullMarked;
