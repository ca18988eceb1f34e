/** Failsafe, 2 and 3. */
@NullMarked
package dev.tachograph.agent.instrument.failsafe;

import org.jspecify.annotations.NullMarked;
