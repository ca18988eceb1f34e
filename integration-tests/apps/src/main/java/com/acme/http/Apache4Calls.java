package com.acme.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.auth.AuthScope;
import org.apache.http.auth.UsernamePasswordCredentials;
import org.apache.http.client.CredentialsProvider;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.client.methods.CloseableHttpResponse;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.client.methods.HttpPost;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.entity.StringEntity;
import org.apache.http.impl.client.BasicCredentialsProvider;
import org.apache.http.impl.client.CloseableHttpClient;
import org.apache.http.impl.client.HttpClients;

/** Apache HttpClient 4. */
public final class Apache4Calls implements HttpCalls {
  private final CloseableHttpClient client =
      HttpClients.custom()
          .setMaxConnPerRoute(20)
          .setMaxConnTotal(20)
          .setDefaultCredentialsProvider(knownUser())
          .build();

  static CredentialsProvider knownUser() {
    CredentialsProvider credentials = new BasicCredentialsProvider();
    credentials.setCredentials(AuthScope.ANY, new UsernamePasswordCredentials(USER, PASSWORD));
    return credentials;
  }

  @Override
  public String get(String url) throws Exception {
    return read(new HttpGet(url));
  }

  @Override
  public String post(String url, String body) throws Exception {
    HttpPost post = new HttpPost(url);
    post.setEntity(new StringEntity(body, StandardCharsets.UTF_8));
    return client.execute(post, Apache4Calls::read);
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    HttpGet get = new HttpGet(url);
    get.setConfig(RequestConfig.custom().setSocketTimeout(millis).build());
    return read(get);
  }

  @Override
  public String cancel(String url, Runnable whenSent) throws Exception {
    HttpGet get = new HttpGet(url);
    Thread aborting =
        new Thread(
            () -> {
              whenSent.run();
              get.abort();
            });
    aborting.start();
    try {
      return "no failure: " + read(get);
    } finally {
      aborting.join();
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

  private String read(HttpUriRequest request) throws IOException {
    try (CloseableHttpResponse response = client.execute(request)) {
      return read(response);
    }
  }

  private static String read(HttpResponse response) throws IOException {
    HttpEntity entity = response.getEntity();
    return Bodies.read(
        response.getStatusLine().getStatusCode(), entity == null ? null : entity.getContent());
  }
}
