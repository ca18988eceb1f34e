package com.acme.http;

import org.apache.http.client.methods.HttpGet;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClientBuilder;
import org.apache.http.impl.execchain.ClientExecChain;

/** Apache HttpClient 4 with a chain that answers nothing. */
public final class NoResponseCalls implements HttpCalls {
  private final CloseableHttpClient client = new Builder().disableRedirectHandling().build();

  private static final class Builder extends HttpClientBuilder {
    @Override
    protected ClientExecChain decorateProtocolExec(ClientExecChain exec) {
      return (route, request, context, execution) -> null;
    }
  }

  @Override
  public String get(String url) throws Exception {
    return String.valueOf(client.execute(new HttpGet(url)));
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
