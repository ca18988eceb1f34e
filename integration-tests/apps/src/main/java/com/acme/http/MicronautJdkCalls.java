package com.acme.http;

import java.net.URL;

/** Micronaut's client that is built on the JDK's, as the one on the class path. */
public final class MicronautJdkCalls extends TemplateCalls {
  private static final String PACKAGE = "io.micronaut.http.client.";

  @Override
  String get(String base, String name) throws Exception {
    Object client =
        Class.forName(PACKAGE + "HttpClient")
            .getMethod("create", URL.class)
            .invoke(null, new URL(base));
    Object blocking = Class.forName(PACKAGE + "HttpClient").getMethod("toBlocking").invoke(client);
    Object body =
        Class.forName(PACKAGE + "BlockingHttpClient")
            .getMethod("retrieve", String.class)
            .invoke(blocking, "/ok/" + name);
    return String.valueOf(body);
  }
}
