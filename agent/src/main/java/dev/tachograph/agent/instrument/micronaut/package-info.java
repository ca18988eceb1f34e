/** Micronaut's scheduled methods. */
@NullMarked
package dev.tachograph.agent.instrument.micronaut;

import org.jspecify.annotations.NullMarked;
