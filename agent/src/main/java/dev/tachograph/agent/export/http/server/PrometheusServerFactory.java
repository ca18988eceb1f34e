package dev.tachograph.agent.export.http.server;

import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.MountedEndpoint;
import dev.tachograph.agent.export.http.PortServer;
import dev.tachograph.agent.export.http.PortServerFactory;
import dev.tachograph.agent.export.http.Served;
import java.io.IOException;
import java.nio.channels.ServerSocketChannel;

/** The class loader finds this class by its name. */
public final class PrometheusServerFactory implements PortServerFactory {
  public PrometheusServerFactory() {}

  @Override
  public PortServer create(ServerSocketChannel listener, HttpOptions options, Served served)
      throws IOException {
    return PrometheusServer.start(listener, options, served);
  }

  @Override
  public MountedEndpoint createMounted(HttpOptions options, Served served) throws IOException {
    return new MountedScrapes(options, served);
  }
}
