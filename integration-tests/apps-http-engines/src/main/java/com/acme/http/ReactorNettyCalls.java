package com.acme.http;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.client.HttpClient;

/** The client of Reactor Netty. */
public final class ReactorNettyCalls extends PushedCalls {
  private final HttpClient client = HttpClient.create().followRedirect(true);

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    HttpClient patient = client.responseTimeout(Duration.ofMillis(millis));
    HttpClient.ResponseReceiver<?> request =
        body == null
            ? patient.get().uri(url)
            : patient.post().uri(url).send(ByteBufFlux.fromString(Flux.just(body)));
    Flux<byte[]> parts =
        request.response(
            (response, content) -> {
              received.head(response.status().code());
              return content.asByteArray();
            });
    Disposable call = parts.subscribe(received::part, received::failed, received::end);
    return call::dispose;
  }
}
