package dev.tachograph.agent.export.http;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/**
 * The only entry to the classes that {@link EndpointClassLoader} loads. The implementation has a
 * constructor without arguments.
 */
public interface PortServerFactory {

  /**
   * @param listener a bound channel; the server closes it
   */
  PortServer create(ServerSocketChannel listener, HttpOptions options, Served served)
      throws IOException;

  /**
   * Answers scrapes that come through a port of the application's.
   *
   * @param options of which host, port and limits do not matter
   * @throws IOException if the credentials cannot be read
   */
  MountedEndpoint createMounted(HttpOptions options, Served served) throws IOException;
}
