package com.acme.http;

import java.time.Duration;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.netty.ByteBufFlux;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The client of Reactor Netty. */
public final class ReactorNettyCalls extends PushedCalls {
  private final HttpClient plain = HttpClient.create().followRedirect(true);

  /** Comes to terms with the server on the version of HTTP; one connection is enough then. */
  private final HttpClient secure =
      HttpClient.create(ConnectionProvider.create("secure", 1))
          .followRedirect(true)
          .protocol(HttpProtocol.HTTP11, HttpProtocol.H2);

  @Override
  public String webSocket(String url) {
    return plain
        .websocket()
        .uri(url)
        .handle((in, out) -> in.receive().asString().take(1))
        .blockFirst();
  }

  /** The client has nothing to close; what it shares with others has. */
  @Override
  public void close() {
    HttpResources.disposeLoopsAndConnections();
  }

  @Override
  Runnable start(String url, String body, int millis, Received received) {
    HttpClient client = url.startsWith("https:") ? secure : plain;
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
