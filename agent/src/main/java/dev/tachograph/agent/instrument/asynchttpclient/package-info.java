/**
 * async-http-client 1.9 to 3. The client makes one future for a call and keeps it through
 * redirects, retries and authentication. So the future stands for the call.
 */
@NullMarked
package dev.tachograph.agent.instrument.asynchttpclient;

import org.jspecify.annotations.NullMarked;
