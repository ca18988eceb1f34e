package com.acme.http;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequestFactory;
import com.google.api.client.http.javanet.NetHttpTransport;

/** Google's HTTP client. */
public final class GoogleCalls extends TemplateCalls {
  private final HttpRequestFactory factory = new NetHttpTransport().createRequestFactory();

  @Override
  String get(String base, String name) throws Exception {
    return factory.buildGetRequest(new GenericUrl(base + "/ok/" + name)).execute().parseAsString();
  }
}
