/**
 * The path templates of Jersey's JAX-RS client, 2 to 4. The calls are measured in the client that
 * Jersey uses, by default {@code HttpURLConnection}.
 */
@NullMarked
package dev.tachograph.agent.instrument.jersey;

import org.jspecify.annotations.NullMarked;
