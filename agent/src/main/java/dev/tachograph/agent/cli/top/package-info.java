/** A table in the terminal of what a worker does, made from its metrics alone. */
@NullMarked
package dev.tachograph.agent.cli.top;

import org.jspecify.annotations.NullMarked;
