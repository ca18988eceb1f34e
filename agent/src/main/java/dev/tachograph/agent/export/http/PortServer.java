package dev.tachograph.agent.export.http;

/** Serves a port that is bound already. */
public interface PortServer extends AutoCloseable {

  /**
   * Looks after the connections until the server is closed or has ended by itself.
   *
   * @throws LinkageError if a part of it that was not needed until now cannot be had on this JVM
   */
  void serve();

  /** Ends all connections. The port is free then. */
  @Override
  void close();
}
