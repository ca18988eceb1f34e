package com.acme.http;

import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Spring's WebClient over Reactor Netty. */
public final class WebClientCalls extends PushedCalls {
  /** Comes to terms with the server on the version of HTTP; one connection is enough then. */
  private static HttpClient secure() {
    return HttpClient.create(ConnectionProvider.create("secure", 1))
        .protocol(HttpProtocol.HTTP11, HttpProtocol.H2);
  }

  private static WebClient client(boolean secure, int millis) {
    HttpClient client =
        (secure ? secure() : HttpClient.create())
            .followRedirect(true)
            .responseTimeout(Duration.ofMillis(millis));
    return WebClient.builder().clientConnector(new ReactorClientHttpConnector(client)).build();
  }

  private final WebClient clear = client(false, PATIENT);
  private final WebClient secure = client(true, PATIENT);

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    boolean overTls = url.startsWith("https:");
    WebClient patient = overTls ? secure : clear;
    WebClient client = millis == PATIENT ? patient : client(overTls, millis);
    WebClient.RequestBodySpec request =
        client.method(body == null ? HttpMethod.GET : HttpMethod.POST).uri(url);
    if (body != null) {
      request.bodyValue(body);
    }
    return subscribe(request, received);
  }

  static Runnable subscribe(WebClient.RequestHeadersSpec<?> request, Received received) {
    Flux<DataBuffer> parts =
        request.exchangeToFlux(
            response -> {
              received.head(status(response));
              return response.bodyToFlux(DataBuffer.class);
            });
    Disposable call =
        parts.subscribe(part -> read(part, received), received::failed, received::end);
    return call::dispose;
  }

  private static void read(DataBuffer part, Received received) {
    byte[] bytes = new byte[part.readableByteCount()];
    part.read(bytes);
    DataBufferUtils.release(part);
    received.part(bytes);
  }

  /** Its type is another one since Spring 6. */
  private static int status(ClientResponse response) {
    try {
      Object status = ClientResponse.class.getMethod("statusCode").invoke(response);
      return Integer.parseInt(status.toString().substring(0, 3));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
