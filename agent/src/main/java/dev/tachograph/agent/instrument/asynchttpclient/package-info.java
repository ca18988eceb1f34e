/**
 * async-http-client 2.0 to 3. The future that it makes for a call, and keeps through redirects,
 * retries and authentication, stands for the call.
 */
@NullMarked
package dev.tachograph.agent.instrument.asynchttpclient;

import org.jspecify.annotations.NullMarked;
