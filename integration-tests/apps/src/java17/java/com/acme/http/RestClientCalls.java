package com.acme.http;

import org.springframework.web.client.RestClient;

/** Spring's RestClient. */
public final class RestClientCalls extends TemplateCalls {
  private final RestClient client = RestClient.create();

  @Override
  String get(String base, String name) {
    return client.get().uri(base + "/ok/{name}", name).retrieve().body(String.class);
  }
}
