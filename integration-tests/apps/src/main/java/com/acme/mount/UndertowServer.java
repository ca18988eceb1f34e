package com.acme.mount;

import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;

/** Undertow. */
final class UndertowServer implements WebServer {
  UndertowServer() {}

  @Override
  public void start(int port, Site site) {
    Undertow.builder()
        .addHttpListener(port, "127.0.0.1", new Answering(site))
        .setIoThreads(1)
        .build()
        .start();
  }

  private static final class Answering implements HttpHandler {
    private final Site site;

    Answering(Site site) {
      this.site = site;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
      String text = site.at(exchange.getRequestURI());
      exchange.setStatusCode(text.isEmpty() ? 404 : 200);
      exchange.getResponseSender().send(text);
    }
  }
}
