/** Ktor's client, 2 and 3, on its CIO engine. */
@NullMarked
package dev.tachograph.agent.instrument.ktor;

import org.jspecify.annotations.NullMarked;
