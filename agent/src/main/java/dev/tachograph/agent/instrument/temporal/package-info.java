/** Temporal's SDK. */
@NullMarked
package dev.tachograph.agent.instrument.temporal;

import org.jspecify.annotations.NullMarked;
