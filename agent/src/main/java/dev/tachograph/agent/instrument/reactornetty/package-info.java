/**
 * Reactor Netty 1. The client makes one handler for each subscription and keeps it through
 * redirects and retries. So the handler stands for the call.
 */
@NullMarked
package dev.tachograph.agent.instrument.reactornetty;

import org.jspecify.annotations.NullMarked;
