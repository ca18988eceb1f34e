/**
 * The enhanced queue executor of JBoss Threads, which WildFly and Quarkus work with.
 *
 * <p>Since 3.2 it has scheduled tasks: those are handed in when they are due, which is what its own
 * scheduler does.
 */
@NullMarked
package dev.tachograph.agent.instrument.jboss;

import org.jspecify.annotations.NullMarked;
