package dev.tachograph.agent.export.graphite;

import com.codahale.metrics.graphite.Graphite;
import com.codahale.metrics.graphite.GraphiteSender;
import com.codahale.metrics.graphite.GraphiteUDP;
import com.codahale.metrics.graphite.PickledGraphite;
import dev.tachograph.agent.export.outlet.Outlet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Locale;
import java.util.function.Supplier;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sends all samples to Graphite, by the senders of Dropwizard, over one connection for each send.
 */
public final class GraphiteOutlet implements Outlet {
  private static final long MILLIS_PER_SECOND = 1000;

  /** The number of samples in one pickle; carbon reads no pickle above a megabyte. */
  private static final int BATCH_SIZE = 500;

  private final GraphiteOptions options;
  private final Supplier<PrometheusRegistry> registry;
  private final GraphiteNames names;
  private final Sockets sockets = new Sockets();

  public GraphiteOutlet(GraphiteOptions options, Supplier<PrometheusRegistry> registry) {
    this.options = options;
    this.registry = registry;
    this.names = new GraphiteNames(options.prefix, options.tags);
  }

  @Override
  public String name() {
    return "graphite";
  }

  @Override
  public String success(String interval) {
    return "metrics to " + target() + " every " + interval;
  }

  @Override
  public String failure() {
    return "cannot send metrics to " + target();
  }

  private String target() {
    String host = options.host.indexOf(':') < 0 ? options.host : '[' + options.host + ']';
    return "Graphite at "
        + host
        + ':'
        + options.port
        + " by "
        + options.protocol.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void send() throws IOException {
    send(System.currentTimeMillis() / MILLIS_PER_SECOND);
  }

  @Override
  public void sendLast() throws IOException {
    send();
  }

  @Override
  public void abort() {
    sockets.closeLast();
  }

  /**
   * @param time seconds since the epoch, the same for all samples
   */
  void send(long time) throws IOException {
    try (GraphiteSender sender = sender()) {
      sender.connect();
      new SampleWalk(
              (name, labels, value) ->
                  sender.send(names.of(name, labels), GraphiteNames.number(value), time))
          .over(registry.get().scrape());
      // To close it would do the same, but hide a failure.
      sender.flush();
    }
  }

  private GraphiteSender sender() {
    switch (options.protocol) {
      case UDP:
        return new GraphiteUDP(options.host, options.port);
      case PICKLE:
        return new PickledGraphite(options.host, options.port, sockets, BATCH_SIZE);
      default:
        return new Graphite(options.host, options.port, sockets);
    }
  }

  /** Makes sockets that do not try to connect for longer than a send may take. */
  private final class Sockets extends SocketFactory {
    private volatile @Nullable Socket last;

    void closeLast() {
      Socket socket = last;
      if (socket != null) {
        try {
          socket.close();
        } catch (IOException e) {
          // It is unusable, which is what was wanted.
        }
      }
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      Socket socket = new Socket();
      last = socket;
      try {
        socket.connect(new InetSocketAddress(host, port), (int) options.timeout.toMillis());
      } catch (IOException e) {
        socket.close();
        throw e;
      }
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return createSocket(InetAddress.getByName(host), port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
