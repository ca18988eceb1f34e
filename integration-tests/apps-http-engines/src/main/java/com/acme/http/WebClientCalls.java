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
import reactor.netty.http.client.HttpClient;

/** Spring's WebClient over Reactor Netty. */
public final class WebClientCalls extends PushedCalls {
  private static WebClient client(int millis) {
    HttpClient client =
        HttpClient.create().followRedirect(true).responseTimeout(Duration.ofMillis(millis));
    return WebClient.builder().clientConnector(new ReactorClientHttpConnector(client)).build();
  }

  private final WebClient patient = client(PATIENT);

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    WebClient client = millis == PATIENT ? patient : client(millis);
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
