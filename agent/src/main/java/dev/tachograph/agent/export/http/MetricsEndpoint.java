package dev.tachograph.agent.export.http;

import dev.tachograph.agent.export.Descriptors;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import dev.tachograph.agent.thread.SelectorWait;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint: {@code /metrics} for Prometheus and {@code /-/healthy} for health checks, on the
 * first free port of a range.
 *
 * <p>The endpoint binds the port at once. It makes the server when the first client connects. So a
 * process that is never scraped has one waiting thread and nothing else.
 *
 * <p>The endpoint never makes the application fail. If a port is taken, or a host does not resolve
 * or belongs to another machine, it logs that once and tries again until it works. So it takes over
 * an address that a former process still holds for a moment.
 */
public final class MetricsEndpoint implements AutoCloseable, Runnable {
  private static final int BACKLOG = 128;
  private static final long DESCRIPTOR_PAUSE_MILLIS = 1_000;
  private static final long MAIN_PAUSE_MILLIS = 100;

  private final HttpOptions options;
  private final Served served;
  private final Object lock = new Object();

  /** Whether to use the JDK's own server. Confined to the thread that serves. */
  private boolean sharing;

  /**
   * The last port, if any free one will do; 0 before the first. Confined to the thread that serves.
   */
  private int chosenPort;

  /** The port that the log has named; 0 if it has since reported that there is none. */
  private int saidPort;

  // Guarded by lock.
  private @Nullable Thread thread;
  private @Nullable ServerSocketChannel boundAtOnce;
  private @Nullable Selector knocks;
  private @Nullable PortServer server;
  private int boundPort = -1;
  private boolean closed;

  public MetricsEndpoint(HttpOptions options, Served served) {
    this.options = options;
    this.served = served;
  }

  /**
   * Binds now, and fails instead of trying again. Logs nothing. Call this before {@link #start}.
   */
  public void bindNow() throws IOException {
    ServerSocketChannel listener = bind();
    synchronized (lock) {
      boundAtOnce = listener;
      boundPort = portOf(listener);
    }
  }

  /** Starts the one thread that binds, waits, serves and, where necessary, tries again. */
  public void start() {
    synchronized (lock) {
      if (thread == null && !closed) {
        thread = AgentThread.start("http", this);
      }
    }
  }

  /** The bound port; -1 while there is none. */
  public int port() {
    synchronized (lock) {
      return boundPort;
    }
  }

  @Override
  public void close() {
    PortServer ending;
    synchronized (lock) {
      closed = true;
      if (knocks != null) {
        knocks.wakeup();
      }
      ending = server;
      lock.notifyAll();
    }
    if (ending != null) {
      ending.close();
    }
  }

  /** The loop of the endpoint's thread. Do not call it. */
  @Override
  public void run() {
    if (!hasServer()) {
      AgentLog.warn(
          "there is no metrics endpoint: this Java has no module jdk.httpserver; make the image with"
              + " jlink --add-modules jdk.httpserver, or use textfile.directory");
      return;
    }
    boolean reported = false;
    while (!isClosed()) {
      try {
        serve();
        reported = false;
      } catch (OutOfMemoryError e) {
        // There is no memory for a log line either.
        reported = false;
      } catch (LinkageError e) {
        if (!sharing) {
          share(e);
          continue;
        }
        report(reported, e);
        reported = true;
      } catch (IOException | RuntimeException | Error e) {
        report(reported, e);
        reported = true;
      }
      pause(options.retryMillis);
    }
  }

  /** Falls back to the JDK's own server. A future JDK's server may not work as a copy. */
  private void share(LinkageError e) {
    sharing = true;
    AgentLog.warn(
        "the metrics endpoint shares the JDK's HTTP server with the application, since a copy does"
            + " not work on this Java ("
            + e
            + ")");
  }

  private void report(boolean before, Throwable failure) {
    if (!before) {
      saidPort = 0;
      AgentLog.warn(
          "no metrics endpoint on " + addresses() + " (" + reason(failure) + "); trying again");
    }
  }

  private static String reason(Throwable failure) {
    return failure instanceof IOException && failure.getMessage() != null
        ? failure.getMessage()
        : failure.toString();
  }

  /** Binds and serves until closed, or until serving fails. */
  private void serve() throws IOException {
    try (ServerSocketChannel listener = takeListener()) {
      sayWhatIsMissing();
      PortServer made = null;
      listener.configureBlocking(false);
      // A client has connected already if the copy turned out not to work.
      boolean knocked = sharing;
      while (made == null && (knocked || awaitKnock(listener))) {
        knocked = false;
        if (sharing && !served.mainHasBegun()) {
          // The application may still be about to choose the server's loggers and limits.
          pause(MAIN_PAUSE_MILLIS);
        } else if (Descriptors.areLeft()) {
          made = open(listener);
        } else {
          AgentLog.warnOnce(
              "http-descriptors", "the endpoint waits until the process has file descriptors left");
          pause(DESCRIPTOR_PAUSE_MILLIS);
        }
      }
      if (made != null) {
        serve(made);
      }
    } finally {
      synchronized (lock) {
        boundPort = -1;
      }
    }
  }

  private ServerSocketChannel takeListener() throws IOException {
    synchronized (lock) {
      ServerSocketChannel listener = boundAtOnce;
      if (listener != null) {
        boundAtOnce = null;
        return listener;
      }
    }
    Descriptors.prepare();
    ServerSocketChannel listener = bind();
    announce(portOf(listener));
    return listener;
  }

  /** Waits for a client without accepting it. Returns false if the endpoint is closed. */
  private boolean awaitKnock(ServerSocketChannel listener) throws IOException {
    try (Selector selector = Selector.open()) {
      listener.register(selector, SelectionKey.OP_ACCEPT);
      synchronized (lock) {
        knocks = selector;
      }
      int ready = 0;
      while (!isClosed() && ready == 0) {
        ready = SelectorWait.ofJvm().select(selector, 0);
      }
    } finally {
      synchronized (lock) {
        knocks = null;
      }
    }
    return !isClosed();
  }

  /**
   * Makes the server. If the certificate or the credentials cannot be read, logs that, drops the
   * client and returns null.
   */
  private @Nullable PortServer open(ServerSocketChannel listener) throws IOException {
    try {
      return Servers.factory(sharing).create(listener, options, served);
    } catch (IOException e) {
      AgentLog.warnOnce("http-open:" + e.getMessage(), "the endpoint cannot serve: " + reason(e));
      SocketChannel knocking = listener.accept();
      if (knocking != null) {
        knocking.close();
      }
      return null;
    }
  }

  /**
   * Reports files that cannot be read at start-up, when somebody reads the log, not at the first
   * scrape.
   */
  private void sayWhatIsMissing() {
    TlsFiles tls = options.tls();
    AuthFiles auth = options.auth();
    if (tls != null) {
      sayWhatIsMissing(tls.all());
    }
    if (auth != null) {
      sayWhatIsMissing(auth.all());
    }
  }

  private static void sayWhatIsMissing(List<File> files) {
    for (File file : files) {
      if (!file.canRead()) {
        AgentLog.warnOnce(
            "http-open:" + file, "the endpoint cannot serve as yet: " + file + " cannot be read");
      }
    }
  }

  private void serve(PortServer made) {
    try {
      synchronized (lock) {
        server = made;
      }
      if (!isClosed()) {
        made.serve();
      }
    } finally {
      synchronized (lock) {
        server = null;
      }
      made.close();
    }
  }

  /** Whether this Java has an HTTP server. The application may have no access to it. */
  public static boolean hasServer() {
    return ModuleLayer.boot().findModule(Servers.MODULE).isPresent() || Servers.module() != null;
  }

  /**
   * Makes what answers scrapes that come through a port of the application's.
   *
   * @throws LinkageError if this Java has no HTTP server, whose classes it needs
   */
  public static MountedEndpoint mounted(HttpOptions options, Served served) throws IOException {
    return Servers.factory(false).createMounted(options, served);
  }

  /** A class of its own, because nothing in it is necessary before the first client connects. */
  private static final class Servers {
    static final String MODULE = "jdk.httpserver";

    static @Nullable ModuleReference module() {
      return ModuleFinder.ofSystem().find(MODULE).orElse(null);
    }

    static PortServerFactory factory(boolean sharing) {
      try {
        return new EndpointClassLoader(sharing ? null : module()).factory();
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private ServerSocketChannel bind() throws IOException {
    InetAddress address;
    try {
      address = InetAddress.getByName(options.host);
    } catch (UnknownHostException e) {
      throw new IOException("unknown host", e);
    }
    IOException failure = new IOException("no port to try");
    for (int port = options.firstPort; port <= options.lastPort; port++) {
      ServerSocketChannel channel = ServerSocketChannel.open();
      try {
        channel.bind(new InetSocketAddress(address, port == 0 ? chosenPort : port), BACKLOG);
        return channel;
      } catch (IOException e) {
        failure = e;
        chosenPort = 0;
        channel.close();
      }
    }
    throw failure;
  }

  private static int portOf(ServerSocketChannel listener) throws IOException {
    return ((InetSocketAddress) listener.getLocalAddress()).getPort();
  }

  private void announce(int port) {
    synchronized (lock) {
      boundPort = port;
    }
    chosenPort = port;
    if (port == saidPort) {
      return;
    }
    saidPort = port;
    String scheme = options.tls() == null ? "http" : "https";
    AgentLog.info("metrics on " + scheme + "://" + hostInUrl() + ':' + port + "/metrics");
  }

  private String addresses() {
    int last = options.lastPort;
    int first = options.firstPort;
    return hostInUrl() + ':' + first + (last > first ? "-" + last : "");
  }

  private String hostInUrl() {
    String host = options.host;
    return host.indexOf(':') >= 0 ? '[' + host + ']' : host;
  }

  private boolean isClosed() {
    synchronized (lock) {
      return closed;
    }
  }

  private void pause(long millis) {
    synchronized (lock) {
      if (!closed) {
        try {
          lock.wait(millis);
        } catch (InterruptedException e) {
          // Nobody has a reason to interrupt this thread. An interrupt only shortens one pause.
        }
      }
    }
  }
}
