/**
 * Reactor Netty 1. The handler that it makes for each subscription, and keeps through redirects and
 * retries, stands for the call.
 */
@NullMarked
package dev.tachograph.agent.instrument.reactornetty;

import org.jspecify.annotations.NullMarked;
