package com.acme.http;

import java.util.Collections;
import javax.ws.rs.client.Client;
import javax.ws.rs.client.ClientBuilder;
import javax.ws.rs.client.WebTarget;

/** Jersey 2, by a template. */
public class JerseyTemplateCalls extends TemplateCalls {
  private final Client client;

  public JerseyTemplateCalls() {
    this(ClientBuilder.newClient());
  }

  JerseyTemplateCalls(Client client) {
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
    return target(base, name).request("text/plain").async().get(String.class).get();
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
