/**
 * The client of Vert.x 4 and 5. The application asks for a request, which it gets when there is a
 * connection, and sends it, or not; the request stands for the call.
 */
@NullMarked
package dev.tachograph.agent.instrument.vertx;

import org.jspecify.annotations.NullMarked;
