/** Micronaut's scheduled methods, and its listeners. */
@NullMarked
package dev.tachograph.agent.instrument.micronaut;

import org.jspecify.annotations.NullMarked;
