package com.acme.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.CloseableHttpResponse;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Apache HttpClient 5 as it is used on the caller's thread. */
public final class Apache5Calls implements HttpCalls {
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnPerRoute(20)
                  .setMaxConnTotal(20)
                  .build())
          .setDefaultCredentialsProvider(Apache5Settings.knownUser())
          .setRetryStrategy(Apache5Settings.hasty())
          .build();

  @Override
  public String get(String url) throws Exception {
    return client.execute(new HttpGet(url), Apache5Calls::read);
  }

  @Override
  public String post(String url, String body) throws Exception {
    HttpPost post = new HttpPost(url);
    post.setEntity(new StringEntity(body));
    try (CloseableHttpResponse response = client.execute(post)) {
      return read(response);
    }
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    HttpGet get = new HttpGet(url);
    get.setConfig(RequestConfig.custom().setResponseTimeout(millis, TimeUnit.MILLISECONDS).build());
    return client.execute(get, Apache5Calls::read);
  }

  @Override
  public String cancel(String url, Runnable whenSent) throws Exception {
    HttpGet get = new HttpGet(url);
    Thread cancelling =
        new Thread(
            () -> {
              whenSent.run();
              get.cancel();
            });
    cancelling.start();
    try {
      return "no failure: " + client.execute(get, Apache5Calls::read);
    } finally {
      cancelling.join();
    }
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    try (CloseableHttpResponse response = client.execute(new HttpGet(url))) {
      whenHead.run();
      return read(response);
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }

  private static String read(ClassicHttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    return Bodies.read(response.getCode(), entity == null ? null : entity.getContent());
  }
}
