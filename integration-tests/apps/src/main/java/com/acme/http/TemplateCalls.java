package com.acme.http;

/** A library that knows its calls by a template: {@code /ok/{name}}. */
abstract class TemplateCalls implements HttpCalls {
  /**
   * Gets {@code base + "/ok/" + name}.
   *
   * @param base scheme, host and port
   */
  abstract String get(String base, String name) throws Exception;

  @Override
  public String get(String url) throws Exception {
    return get(url.substring(0, url.indexOf("/ok/")), url.substring(url.lastIndexOf('/') + 1));
  }

  @Override
  public String post(String url, String body) {
    return UNSUPPORTED;
  }

  @Override
  public String getWithin(String url, int millis) {
    return UNSUPPORTED;
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) {
    return UNSUPPORTED;
  }
}
