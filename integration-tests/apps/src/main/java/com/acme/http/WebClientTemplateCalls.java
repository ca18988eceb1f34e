package com.acme.http;

import org.springframework.web.reactive.function.client.WebClient;

/** Spring's WebClient. */
public final class WebClientTemplateCalls extends TemplateCalls {
  private final WebClient client = WebClient.create();

  @Override
  String get(String base, String name) throws Exception {
    Received received = new Received();
    WebClientCalls.subscribe(client.get().uri(base + "/ok/{name}", name), received);
    return received.await();
  }
}
