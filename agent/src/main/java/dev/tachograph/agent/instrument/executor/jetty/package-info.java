/**
 * Jetty's thread pool.
 *
 * <p>Its reserved threads are tasks of the pool that wait for tasks to be handed to them: they are
 * the pool's own work, and what they are handed is measured.
 */
@NullMarked
package dev.tachograph.agent.instrument.executor.jetty;

import org.jspecify.annotations.NullMarked;
