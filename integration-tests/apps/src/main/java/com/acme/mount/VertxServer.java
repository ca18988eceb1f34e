package com.acme.mount;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/** Vert.x. */
final class VertxServer implements WebServer {
  VertxServer() {}

  @Override
  public void start(int port, Site site) throws Exception {
    Vertx.vertx()
        .createHttpServer()
        .requestHandler(request -> answer(request, site.at(request.path())))
        .listen(port, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }

  private static void answer(HttpServerRequest request, String text) {
    request.response().setStatusCode(text.isEmpty() ? 404 : 200).end(text);
  }
}
