/** Timers of enterprise beans, in WildFly. */
@NullMarked
package dev.tachograph.agent.instrument.ejb;

import org.jspecify.annotations.NullMarked;
