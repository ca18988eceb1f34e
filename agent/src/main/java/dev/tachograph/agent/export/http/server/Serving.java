package dev.tachograph.agent.export.http.server;

import java.nio.channels.ServerSocketChannel;

/** The parts of one server. Immutable. */
final class Serving {
  private final ServerSocketChannel listener;
  private final Connections connections;
  private final Exchanges exchanges;
  private final Gate gate;

  Serving(ServerSocketChannel listener, Connections connections, Exchanges exchanges, Gate gate) {
    this.listener = listener;
    this.connections = connections;
    this.exchanges = exchanges;
    this.gate = gate;
  }

  ServerSocketChannel listener() {
    return listener;
  }

  Connections connections() {
    return connections;
  }

  Exchanges exchanges() {
    return exchanges;
  }

  Gate gate() {
    return gate;
  }
}
