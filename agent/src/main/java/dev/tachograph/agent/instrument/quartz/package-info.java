/** Quartz. */
@NullMarked
package dev.tachograph.agent.instrument.quartz;

import org.jspecify.annotations.NullMarked;
