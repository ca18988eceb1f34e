package dev.tachograph.agent.export.http;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/**
 * The one door into what {@link EndpointClassLoader} loads; it has a constructor without arguments.
 */
public interface PortServerFactory {

  /**
   * @param listener bound; the server closes it
   */
  PortServer create(ServerSocketChannel listener, HttpOptions options, Served served)
      throws IOException;
}
