/** Metrics of other processes of this machine. */
@NullMarked
package dev.tachograph.agent.export.watch;

import org.jspecify.annotations.NullMarked;
