/**
 * Tomcat's thread pool. Until 9.0.55 it extends the JDK's pool. Later it is a copy of that.
 *
 * <p>If there are few threads, its queue first refuses a task, so that the pool starts one more
 * thread. If the pool cannot do so, it puts the task into the queue after all. This is one task and
 * no rejection.
 */
@NullMarked
package dev.tachograph.agent.instrument.tomcat;

import org.jspecify.annotations.NullMarked;
