package dev.tachograph.agent.export.http;

import dev.tachograph.agent.export.Descriptors;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
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
 * The endpoint: {@code /metrics} for Prometheus and {@code /-/healthy} for whoever watches the
 * process, on the first free port of a range.
 *
 * <p>The port is bound at once, and what serves behind it is made when somebody knocks: a process
 * that nobody scrapes has one thread that waits, and nothing else.
 *
 * <p>Nothing about it can fail the application. A port that is taken, a host that does not resolve
 * or belongs to another machine is logged once and tried again until it works; so an address that a
 * predecessor still holds for a moment is taken over when it is free.
 */
public final class MetricsEndpoint implements AutoCloseable, Runnable {
  private static final int BACKLOG = 128;
  private static final long DESCRIPTOR_PAUSE_MILLIS = 1_000;
  private static final long MAIN_PAUSE_MILLIS = 100;

  private final HttpOptions options;
  private final Served served;
  private final Object lock = new Object();

  /** Whether the JDK's own server has to do. Only the thread that serves knows. */
  private boolean sharing;

  /** Where it was the last time, if any free port would do; 0 before. Only for that thread. */
  private int chosenPort;

  /** The port that the log names, unless it has said since that there is none. */
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
   * Binds now, for one who would rather know than have it tried again. To be called before {@link
   * #start}, and silent.
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

  /** The port that is served; -1 while there is none. */
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

  /** What the thread does; not to be called by others. */
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

  /** Some day a JDK's server will be made of something that its copy cannot have. */
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
      // Whoever found out that the copy does not work has knocked already.
      boolean knocked = sharing;
      while (made == null && (knocked || awaitKnock(listener))) {
        knocked = false;
        if (sharing && !served.mainHasBegun()) {
          // Its loggers and limits are the application's, which may be about to choose them.
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

  /** Returns whether somebody has knocked; false if the endpoint is closed. Accepts nobody. */
  private boolean awaitKnock(ServerSocketChannel listener) throws IOException {
    try (Selector selector = Selector.open()) {
      listener.register(selector, SelectionKey.OP_ACCEPT);
      synchronized (lock) {
        knocks = selector;
      }
      while (!isClosed() && selector.select() == 0) {
        // The thread was interrupted, which is nobody's business; it would not wait again.
        Thread.interrupted();
      }
    } finally {
      synchronized (lock) {
        knocks = null;
      }
    }
    return !isClosed();
  }

  /** Null if the certificate or the credentials cannot be read, which is said; who knocked goes. */
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

  /** At start-up, when somebody reads it, and not when the first scrape fails. */
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

  /** Whether this Java has an HTTP server; it may be one of which the application has no part. */
  public static boolean hasServer() {
    return ModuleLayer.boot().findModule(Servers.MODULE).isPresent() || Servers.module() != null;
  }

  /** In a class of its own: nothing of it is needed before somebody knocks. */
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
          // Nobody who knows this thread interrupts it; whoever does shortens one pause.
        }
      }
    }
  }
}
