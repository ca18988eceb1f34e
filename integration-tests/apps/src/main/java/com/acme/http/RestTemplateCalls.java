package com.acme.http;

import org.springframework.web.client.RestTemplate;

/** Spring's RestTemplate. */
public final class RestTemplateCalls extends TemplateCalls {
  private final RestTemplate client = new RestTemplate();

  @Override
  String get(String base, String name) {
    return client.getForObject(base + "/ok/{name}", String.class, name);
  }
}
