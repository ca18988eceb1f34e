/** The agent's own lines on stderr. */
@NullMarked
package dev.tachograph.agent.log;

import org.jspecify.annotations.NullMarked;
