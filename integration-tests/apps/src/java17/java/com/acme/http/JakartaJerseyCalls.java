package com.acme.http;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;

/** Jersey 3 and 4, by JAX-RS. */
public final class JakartaJerseyCalls extends TemplateCalls {
  private final Client client = ClientBuilder.newClient();

  @Override
  String get(String base, String name) {
    return client.target(base).path("ok").path(name).request().get(String.class);
  }
}
