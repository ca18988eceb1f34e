/**
 * The client of Vert.x 4 and 5. The application asks for a request and gets it when there is a
 * connection. It then sends the request, or does not. The request stands for the call.
 */
@NullMarked
package dev.tachograph.agent.instrument.vertx;

import org.jspecify.annotations.NullMarked;
