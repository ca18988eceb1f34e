/** The JDK's timers. */
@NullMarked
package dev.tachograph.agent.instrument.timer;

import org.jspecify.annotations.NullMarked;
