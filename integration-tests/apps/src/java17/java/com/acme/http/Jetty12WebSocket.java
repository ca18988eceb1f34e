package com.acme.http;

import java.net.URI;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.client.WebSocketClient;

/** Jetty 12's WebSockets, which are a library of their own. */
final class Jetty12WebSocket {
  private Jetty12WebSocket() {}

  static String firstMessage(HttpClient client, String url) throws Exception {
    CompletableFuture<String> message = new CompletableFuture<>();
    WebSocketClient sockets = new WebSocketClient(client);
    sockets.start();
    try {
      sockets.connect(
          new Session.Listener.AbstractAutoDemanding() {
            @Override
            public void onWebSocketText(String text) {
              message.complete(text);
            }
          },
          URI.create(url));
      return message.get();
    } finally {
      sockets.stop();
    }
  }
}
