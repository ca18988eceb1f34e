/** Reactor's retry and retryWhen. */
@NullMarked
package dev.tachograph.agent.instrument.reactorretry;

import org.jspecify.annotations.NullMarked;
