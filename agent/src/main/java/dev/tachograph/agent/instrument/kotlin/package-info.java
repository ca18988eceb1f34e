/** Kotlin's coroutines. */
@NullMarked
package dev.tachograph.agent.instrument.kotlin;

import org.jspecify.annotations.NullMarked;
