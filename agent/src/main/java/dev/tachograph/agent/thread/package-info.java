/** Starts the agent's own threads. */
@NullMarked
package dev.tachograph.agent.thread;

import org.jspecify.annotations.NullMarked;
