/**
 * The path templates of Jersey's client, by JAX-RS, 2 to 4. The calls are measured in the client
 * that Jersey uses, which is {@code HttpURLConnection} if nothing else is said.
 */
@NullMarked
package dev.tachograph.agent.instrument.jersey;

import org.jspecify.annotations.NullMarked;
