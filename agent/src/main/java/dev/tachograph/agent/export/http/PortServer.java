package dev.tachograph.agent.export.http;

/** Serves a port that is bound already. */
public interface PortServer extends AutoCloseable {

  /**
   * Watches the connections until the server is closed or has ended by itself.
   *
   * @throws LinkageError if a class that it needs only now cannot be loaded on this JVM
   */
  void serve();

  /** Ends all connections and frees the port. */
  @Override
  void close();
}
