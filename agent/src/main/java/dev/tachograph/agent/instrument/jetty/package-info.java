/**
 * Jetty: its client of 9.2 to 12.1, and its thread pool.
 *
 * <p>The conversation, which the requests of a call share through redirects and authentication,
 * stands for the call. Jetty 12 has it in other packages: advice for it has 12 in its name.
 *
 * <p>The pool's reserved threads are tasks of the pool that wait for tasks to be handed to them:
 * they are the pool's own work, and what they are handed is measured.
 */
@NullMarked
package dev.tachograph.agent.instrument.jetty;

import org.jspecify.annotations.NullMarked;
