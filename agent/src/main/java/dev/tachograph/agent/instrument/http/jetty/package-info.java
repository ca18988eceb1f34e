/**
 * The client of Jetty 9.2 to 12.1. The conversation, which the requests of a call share through
 * redirects and authentication, stands for the call. Jetty 12 has it in other packages: advice for
 * it has 12 in its name.
 */
@NullMarked
package dev.tachograph.agent.instrument.http.jetty;

import org.jspecify.annotations.NullMarked;
