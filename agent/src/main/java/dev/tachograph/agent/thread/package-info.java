/** Starts the agent's own threads, and keeps them from delaying the JVM's end. */
@NullMarked
package dev.tachograph.agent.thread;

import org.jspecify.annotations.NullMarked;
