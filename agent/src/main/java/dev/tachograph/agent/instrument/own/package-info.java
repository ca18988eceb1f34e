/** The application's own executors that the configuration names. */
@NullMarked
package dev.tachograph.agent.instrument.own;

import org.jspecify.annotations.NullMarked;
