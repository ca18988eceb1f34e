package com.acme.http;

import javax.ws.rs.client.Client;
import javax.ws.rs.client.ClientBuilder;

/** Jersey 2, by JAX-RS. */
public final class JerseyCalls extends TemplateCalls {
  private final Client client = ClientBuilder.newClient();

  @Override
  String get(String base, String name) {
    return client.target(base).path("ok").path(name).request().get(String.class);
  }
}
