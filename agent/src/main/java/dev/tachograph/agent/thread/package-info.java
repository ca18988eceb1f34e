/** How the agent gets threads of its own. */
@NullMarked
package dev.tachograph.agent.thread;

import org.jspecify.annotations.NullMarked;
