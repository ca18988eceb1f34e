/**
 * What is known of an executor and of the tasks in it: who waits since when, who runs, how it
 * ended.
 *
 * <p>The probes of executors are the only users. Nothing here locks or parks, and no task is kept
 * from being collected.
 */
@NullMarked
package dev.tachograph.bootstrap.executor;

import org.jspecify.annotations.NullMarked;
