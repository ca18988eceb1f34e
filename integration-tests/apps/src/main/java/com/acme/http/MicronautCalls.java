package com.acme.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.DefaultHttpClientConfiguration;
import io.micronaut.http.client.ProxyHttpClient;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.netty.NettyHttpResponseBuilder;
import io.netty.handler.codec.http.HttpContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Micronaut's client over Netty: blocking, reactive, and as a proxy, which gets heads first. */
public final class MicronautCalls implements HttpCalls {
  private final StreamingHttpClient client = StreamingHttpClient.create(null);

  @Override
  public String get(String url) throws Exception {
    return blocking(client, HttpRequest.GET(url));
  }

  @Override
  public String post(String url, String body) throws Exception {
    MutableHttpRequest<String> request = HttpRequest.POST(url, body);
    return blocking(client, request.contentType("text/plain"));
  }

  @Override
  public String getWithin(String url, int millis) throws Exception {
    DefaultHttpClientConfiguration configuration = new DefaultHttpClientConfiguration();
    configuration.setReadTimeout(Duration.ofMillis(millis));
    StreamingHttpClient hasty = StreamingHttpClient.create(null, configuration);
    try {
      return blocking(hasty, HttpRequest.GET(url));
    } finally {
      hasty.close();
    }
  }

  @Override
  public String getAsync(String url) throws Exception {
    try {
      return read(Flux.from(client.exchange(HttpRequest.GET(url), byte[].class)).blockFirst());
    } catch (HttpClientResponseException e) {
      return read(e.getResponse());
    }
  }

  @Override
  public String cancel(String url, Runnable whenSent) {
    Disposable call = Flux.from(client.exchange(HttpRequest.GET(url), byte[].class)).subscribe();
    whenSent.run();
    call.dispose();
    return "cancelled";
  }

  @Override
  public String getSlowly(String url, Runnable whenHead) throws Exception {
    HttpResponse<?> head =
        Flux.from(((ProxyHttpClient) client).proxy(HttpRequest.GET(url))).blockFirst();
    whenHead.run();
    Received received = new Received();
    received.head(head.code());
    Flux.from(NettyHttpResponseBuilder.toStreamResponse(head))
        .subscribe(
            content -> {
              received.part(bytes(content));
              content.release();
            },
            received::failed,
            received::end);
    return received.await();
  }

  @Override
  public void close() {
    client.close();
  }

  private static String blocking(StreamingHttpClient client, HttpRequest<?> request)
      throws IOException {
    try {
      return read(client.toBlocking().exchange(request, byte[].class));
    } catch (HttpClientResponseException e) {
      return read(e.getResponse());
    }
  }

  private static byte[] bytes(HttpContent content) {
    byte[] bytes = new byte[content.content().readableBytes()];
    content.content().readBytes(bytes);
    return bytes;
  }

  private static String read(HttpResponse<?> response) throws IOException {
    byte[] body = response.getBody(byte[].class).orElse(new byte[0]);
    return Bodies.read(response.code(), new ByteArrayInputStream(body));
  }
}
