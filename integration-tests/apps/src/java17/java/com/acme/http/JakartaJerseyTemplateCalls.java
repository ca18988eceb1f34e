package com.acme.http;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.WebTarget;
import java.util.Collections;

/** Jersey 3 and 4, or RESTEasy Reactive, by a template. */
public class JakartaJerseyTemplateCalls extends TemplateCalls {
  private final Client client;

  public JakartaJerseyTemplateCalls() {
    this(ClientBuilder.newClient());
  }

  JakartaJerseyTemplateCalls(Client client) {
    this.client = client;
  }

  @Override
  String get(String base, String name) {
    return target(base, name).request().get(String.class);
  }

  @Override
  public String getAsync(String url) throws Exception {
    String base = url.substring(0, url.indexOf("/ok/"));
    String name = url.substring(url.lastIndexOf('/') + 1);
    return target(base, name)
        .request("text/plain")
        .rx()
        .get(String.class)
        .toCompletableFuture()
        .get();
  }

  private WebTarget target(String base, String name) {
    return client
        .target(base)
        .path("{first}/{name}")
        .resolveTemplate("first", "ok")
        .queryParam("page", 1)
        .resolveTemplates(Collections.singletonMap("name", name));
  }
}
