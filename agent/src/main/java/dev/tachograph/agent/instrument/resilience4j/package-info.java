/** Resilience4j's retry. */
@NullMarked
package dev.tachograph.agent.instrument.resilience4j;

import org.jspecify.annotations.NullMarked;
