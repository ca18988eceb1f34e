/**
 * Netty's event loops and other executors with one thread.
 *
 * <p>A task is an object submitted to {@code execute} or {@code schedule}. I/O is not a task.
 * Neither is an object that a loop submits to itself to put a task aside until it is due.
 */
@NullMarked
package dev.tachograph.agent.instrument.netty;

import org.jspecify.annotations.NullMarked;
