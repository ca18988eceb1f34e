package dev.tachograph.agent.instrument.conductor;

import com.sun.jersey.api.client.ClientResponse;
import dev.tachograph.bootstrap.probe.ApiRequestProbe;
import net.bytebuddy.asm.Advice;

/** The response to the request that Jersey 1 has just sent. */
final class JerseyStatusAdvice {
  private JerseyStatusAdvice() {}

  @Advice.OnMethodExit(suppress = Throwable.class)
  static void exit(@Advice.Return ClientResponse response) {
    ApiRequestProbe.responded(response.getStatus());
  }
}
