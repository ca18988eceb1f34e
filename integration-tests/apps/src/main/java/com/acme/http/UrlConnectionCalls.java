package com.acme.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The JDK's old client. */
public final class UrlConnectionCalls implements HttpCalls {
  /** More than the buffers of both sides hold. */
  private static final int LARGE = 64 << 20;

  public UrlConnectionCalls() {
    Authenticator.setDefault(new KnownUser());
  }

  @Override
  public String get(String url) throws Exception {
    HttpURLConnection connection = open(url);
    String seen = outcome(connection);
    // However often it is asked, there is one response.
    connection.getHeaderField("Content-Length");
    return connection.getResponseCode() + " " + seen;
  }

  @Override
  public String post(String url, String body) throws Exception {
    HttpURLConnection connection = open(url);
    connection.setDoOutput(true);
    connection.connect();
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return outcome(connection);
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    HttpURLConnection connection = open(url);
    connection.setReadTimeout(millis);
    return Bodies.read(200, connection.getInputStream());
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    HttpURLConnection connection = open(url);
    int status = connection.getResponseCode();
    whenHead.run();
    return Bodies.read(status, connection.getInputStream());
  }

  @Override
  public String upload(String kind, String url) throws Exception {
    HttpURLConnection connection = open(url);
    connection.setDoOutput(true);
    switch (kind) {
      case "chunked":
        connection.setChunkedStreamingMode(4096);
        break;
      case "buffered":
        break;
      default:
        connection.setFixedLengthStreamingMode(LARGE);
    }
    try (OutputStream body = connection.getOutputStream()) {
      byte[] part = new byte[8192];
      for (int sent = 0; sent < (kind.equals("short") ? part.length : LARGE); sent += part.length) {
        body.write(part);
      }
    }
    return outcome(connection);
  }

  private static HttpURLConnection open(String url) throws IOException {
    return (HttpURLConnection) URI.create(url).toURL().openConnection();
  }

  private static String outcome(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream error = connection.getErrorStream();
    return Bodies.read(status, error == null ? connection.getInputStream() : error);
  }
}
