/**
 * Tomcat's thread pool. Until 9.0.55 it extends the JDK's, later it is a copy of that.
 *
 * <p>Its queue first refuses a task when there are few threads, so that the pool starts one more;
 * if the pool cannot, it puts the task into the queue after all. That is one task, and no
 * rejection.
 */
@NullMarked
package dev.tachograph.agent.instrument.tomcat;

import org.jspecify.annotations.NullMarked;
