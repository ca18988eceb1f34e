package dev.tachograph.agent.instrument.conductor;

import com.sun.jersey.api.client.ClientResponse;
import dev.tachograph.agent.instrument.weave.Advice;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;

/** The response to the request that Jersey 1 has just sent. */
final class JerseyStatusAdvice {
  private JerseyStatusAdvice() {}

  @Advice.OnExit(onThrowable = false)
  static void exit(@Advice.Returned ClientResponse response) {
    ApiRequestProbe.responded(response.getStatus());
  }
}
