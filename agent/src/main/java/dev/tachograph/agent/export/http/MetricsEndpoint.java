package dev.tachograph.agent.export.http;

import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint: {@code /metrics} for Prometheus and {@code /-/healthy} for whoever watches the
 * process, on the first free port of a range.
 *
 * <p>Nothing about it can fail the application. A port that is taken, a host that does not resolve
 * or belongs to another machine is logged once and tried again until it works; so an address that a
 * predecessor still holds for a moment is taken over when it is free.
 */
public final class MetricsEndpoint implements AutoCloseable, Runnable {
  private static final int BACKLOG = 128;
  private static final int MAX_PORT = 65535;

  private final String host;
  private final int firstPort;
  private final int lastPort;
  private final long retryMillis;
  private final HttpHandler handler;
  private final HttpLimits limits;
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable Thread thread;
  private @Nullable HttpServer server;
  private int boundPort = -1;
  private boolean closed;

  /**
   * @param host a name or an address of this machine
   * @param port the first port to try; 0 for any free one
   * @param portRange how many ports to try, from {@code port} upwards; at least 1
   * @param retryMillis how long to wait when none was free
   * @param mainHasBegun whether the application's main was reached; see {@link MetricsHandler}
   */
  public MetricsEndpoint(
      String host,
      int port,
      int portRange,
      long retryMillis,
      Supplier<PrometheusRegistry> registry,
      BooleanSupplier mainHasBegun) {
    this(
        host,
        port,
        portRange,
        retryMillis,
        new MetricsHandler(registry, mainHasBegun),
        HttpLimits.DEFAULT);
  }

  MetricsEndpoint(
      String host,
      int port,
      int portRange,
      long retryMillis,
      HttpHandler handler,
      HttpLimits limits) {
    this.host = host;
    this.firstPort = port;
    this.lastPort = port == 0 ? 0 : Math.min(MAX_PORT, port + portRange - 1);
    this.retryMillis = retryMillis;
    this.handler = handler;
    this.limits = limits;
  }

  /** Starts the one thread that binds, serves and, where necessary, tries again. */
  public void start() {
    synchronized (lock) {
      if (thread == null && !closed) {
        thread = AgentThread.start("http", this);
      }
    }
  }

  /** The port that is served; -1 while there is none. */
  public int port() {
    synchronized (lock) {
      return boundPort;
    }
  }

  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      if (server != null) {
        server.close();
      }
      lock.notifyAll();
    }
  }

  /** What the thread does; not to be called by others. */
  @Override
  public void run() {
    boolean reported = false;
    while (!isClosed()) {
      try {
        serve();
        reported = false;
      } catch (OutOfMemoryError e) {
        // There is no memory for a log line either.
        reported = false;
      } catch (IOException | RuntimeException | Error e) {
        if (!reported) {
          AgentLog.warn(
              "no metrics endpoint on " + addresses() + " (" + e.getMessage() + "); trying again");
        }
        reported = true;
      }
      pause();
    }
  }

  /** Binds and serves until closed, or until serving fails. */
  private void serve() throws IOException {
    try (ServerSocketChannel listener = bind()) {
      HttpServer bound = new HttpServer(listener, handler, limits);
      synchronized (lock) {
        server = bound;
        if (closed) {
          bound.close();
        }
      }
      bound.serve();
    } finally {
      synchronized (lock) {
        server = null;
        boundPort = -1;
      }
    }
  }

  private ServerSocketChannel bind() throws IOException {
    InetAddress address;
    try {
      address = InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new IOException("unknown host", e);
    }
    IOException failure = new IOException("no port to try");
    for (int port = firstPort; port <= lastPort; port++) {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.bind(new InetSocketAddress(address, port), BACKLOG);
        announce(((InetSocketAddress) channel.getLocalAddress()).getPort());
        return channel;
      } catch (IOException e) {
        failure = e;
        channel.close();
      }
    }
    throw failure;
  }

  private void announce(int port) {
    synchronized (lock) {
      boundPort = port;
    }
    AgentLog.info("metrics on http://" + hostInUrl() + ':' + port + "/metrics");
  }

  private String addresses() {
    return hostInUrl() + ':' + firstPort + (lastPort > firstPort ? "-" + lastPort : "");
  }

  private String hostInUrl() {
    return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private void pause() {
    synchronized (lock) {
      if (!closed) {
        try {
          lock.wait(retryMillis);
        } catch (InterruptedException e) {
          // Nobody who knows this thread interrupts it; whoever does shortens one pause.
        }
      }
    }
  }
}
