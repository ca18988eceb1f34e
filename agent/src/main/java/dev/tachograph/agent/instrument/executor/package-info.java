/**
 * The executors of the JDK. Those of other libraries are in the libraries' own packages.
 *
 * <p>Advice whose name begins with {@code Loaded} is for classes that were loaded before the agent.
 * They cannot get a field, and worker threads may be inside their loops.
 */
@NullMarked
package dev.tachograph.agent.instrument.executor;

import org.jspecify.annotations.NullMarked;
