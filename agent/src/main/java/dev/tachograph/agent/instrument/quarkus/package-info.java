/** Quarkus' scheduled methods. */
@NullMarked
package dev.tachograph.agent.instrument.quarkus;

import org.jspecify.annotations.NullMarked;
