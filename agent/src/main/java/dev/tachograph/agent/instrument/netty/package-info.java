/**
 * Netty's event loops and other executors with one thread.
 *
 * <p>A task is what is handed to {@code execute} or {@code schedule}. I/O is none, nor is what a
 * loop hands in to itself in order to put a task aside until its time has come.
 */
@NullMarked
package dev.tachograph.agent.instrument.netty;

import org.jspecify.annotations.NullMarked;
