package com.acme.mount;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerResponse;

/** Reactor Netty. */
final class ReactorNettyServer implements WebServer {
  ReactorNettyServer() {}

  @Override
  public void start(int port, Site site) {
    HttpServer.create()
        .host("127.0.0.1")
        .port(port)
        .handle((request, response) -> answer(response, site.at(request.fullPath())))
        .bindNow();
  }

  private static Publisher<Void> answer(HttpServerResponse response, String text) {
    return text.isEmpty() ? response.sendNotFound() : response.sendString(Mono.just(text));
  }
}
