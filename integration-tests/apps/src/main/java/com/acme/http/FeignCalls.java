package com.acme.http;

import feign.Feign;
import feign.Param;
import feign.RequestLine;

/** Feign. */
public final class FeignCalls extends TemplateCalls {
  /** What is called. */
  public interface Api {
    @RequestLine("GET /ok/{name}")
    String get(@Param("name") String name);
  }

  @Override
  String get(String base, String name) {
    return Feign.builder().target(Api.class, base).get(name);
  }
}
