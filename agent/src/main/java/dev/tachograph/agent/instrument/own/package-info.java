/** Executors of the application's own making, which the configuration names. */
@NullMarked
package dev.tachograph.agent.instrument.own;

import org.jspecify.annotations.NullMarked;
