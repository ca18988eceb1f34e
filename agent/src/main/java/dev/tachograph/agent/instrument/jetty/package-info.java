/**
 * Jetty: its client of 9.2 to 12.1, and its thread pool.
 *
 * <p>The requests of a call share a conversation, through redirects and authentication. So the
 * conversation stands for the call. Jetty 12 has its classes in other packages. Advice for it has
 * 12 in its name.
 *
 * <p>The pool's reserved threads are tasks of the pool that wait for other tasks. They are the
 * pool's own work and are not measured. The tasks that they get are measured.
 */
@NullMarked
package dev.tachograph.agent.instrument.jetty;

import org.jspecify.annotations.NullMarked;
