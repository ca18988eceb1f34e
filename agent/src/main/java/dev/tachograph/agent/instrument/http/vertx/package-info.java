/**
 * The client of Vert.x 4 and 5. A call begins when the application asks for a request, which it
 * gets when there is a connection; the request stands for the call from then on.
 */
@NullMarked
package dev.tachograph.agent.instrument.http.vertx;

import org.jspecify.annotations.NullMarked;
