package com.acme.mount;

import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

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

  /** By HTTP/2, too. */
  @Override
  public void startEncrypted(int port, Site site, String keyStore) throws Exception {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Paths.get(keyStore))) {
      keys.load(in, PASSWORD.toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    Undertow.builder()
        .addHttpsListener(port, "127.0.0.1", context, new Answering(site))
        .setServerOption(UndertowOptions.ENABLE_HTTP2, true)
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
