/**
 * Executors: those of the JDK here, those of others each in a package below this one.
 *
 * <p>Advice whose name begins with {@code Loaded} is for classes that were loaded before the agent:
 * they can have no field, and worker threads are in the midst of their loops.
 */
@NullMarked
package dev.tachograph.agent.instrument.executor;

import org.jspecify.annotations.NullMarked;
