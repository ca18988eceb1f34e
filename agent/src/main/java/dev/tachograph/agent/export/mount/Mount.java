package dev.tachograph.agent.export.mount;

import dev.tachograph.agent.export.http.MetricsEndpoint;
import dev.tachograph.agent.export.http.MountedAnswer;
import dev.tachograph.agent.export.http.MountedEndpoint;
import dev.tachograph.agent.export.http.MountedRequest;
import dev.tachograph.agent.export.http.Served;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.bootstrap.mount.MountTaker;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint on the ports of the application's own web servers.
 *
 * <p>It takes a request if path and method are the endpoint's, if the client may ask, and unless
 * the application serves the path itself. All others go to the application, as if there were no
 * mount. Answers are made on the agent's threads: an event loop must not wait, and what a scrape
 * leaves in thread locals is none of the application's. Thread-safe.
 */
public final class Mount implements MountTaker {
  private static final long PATIENCE_SECONDS = 30;

  /** Headers by which proxies say that a request is not their own. */
  private static final String[] FORWARDING = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "Via"};

  private final MountOptions options;
  private final Served served;
  private final OwnPath own;
  private final MountThreads threads = new MountThreads();

  /** Null before the first request. */
  private @Nullable MountedEndpoint endpoint;

  public Mount(MountOptions options, Served served) {
    this(options, served, new SocketQuestion(options.http.unlogged()));
  }

  Mount(MountOptions options, Served served, StatusQuestion question) {
    this.options = options;
    this.served = served;
    this.own = new OwnPath(options.path, question, System::nanoTime);
  }

  @Override
  public boolean take(
      String server, Object first, @Nullable Object second, @Nullable Object third) {
    MountableServer kind = MountableServer.of(server);
    if (kind == null) {
      return false;
    }
    ServerAdapter adapter = kind.adapter(first);
    if (!options.path.equals(adapter.path(first, second, third))) {
      return false;
    }
    return take(adapter.exchange(first, second, third));
  }

  /** Takes a request for the path, or leaves it. */
  boolean take(ServerExchange exchange) {
    String method = exchange.method();
    boolean head = method.equals("HEAD");
    if (!head && !method.equals("GET") || !isOurs(exchange)) {
      return false;
    }
    Question question = new Question(exchange, !head);
    if (exchange.mayWait()) {
      question.askAndWait();
    } else {
      exchange.begin(question::doOrRefuse, question);
    }
    return true;
  }

  private boolean isOurs(ServerExchange exchange) {
    String header = exchange.header(OwnPath.HEADER);
    if (header != null && own.isQuestion(header)) {
      return false;
    }
    if (!mayAsk(exchange)) {
      return false;
    }
    InetSocketAddress local = exchange.local();
    if (local == null) {
      return true;
    }
    String host = host(exchange.header("Host"), local);
    if (!own.isKnown(local.getPort(), host)) {
      return true;
    }
    Runnable question = own.again(local, exchange.isSecure(), host);
    if (question != null) {
      ask(question);
    }
    return false;
  }

  /** Nobody waits for the answer. */
  private void ask(Runnable question) {
    try {
      threads.execute(question);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // It is asked in a minute.
    }
  }

  private static String host(@Nullable String header, InetSocketAddress local) {
    return header == null ? local.getAddress().getHostAddress() : header;
  }

  private boolean mayAsk(ServerExchange exchange) {
    if (options.isOpen()) {
      return true;
    }
    for (String header : FORWARDING) {
      if (exchange.header(header) != null) {
        AgentLog.warnOnce(
            "mount-forwarded",
            "http.mount: a request was left to the application, since it came through a proxy ("
                + header
                + "), which hides who asks; use http.mount.bearer-file");
        return false;
      }
    }
    InetSocketAddress remote = exchange.remote();
    if (remote != null && options.allows(remote.getAddress())) {
      return true;
    }
    AgentLog.warnOnce(
        "mount-allow",
        "http.mount: a request was left to the application, since http.mount.allow does not name"
            + " where it came from: "
            + (remote == null ? "not by TCP" : remote.getAddress().getHostAddress()));
    return false;
  }

  private synchronized MountedEndpoint endpoint() throws IOException {
    MountedEndpoint made = endpoint;
    if (made == null) {
      made = MetricsEndpoint.mounted(options.http, served);
      endpoint = made;
    }
    return made;
  }

  /** A request that was taken. */
  private final class Question implements Runnable {
    private final ServerExchange exchange;
    private final boolean withBody;
    private final MountedRequest request;
    private final @Nullable InetSocketAddress local;
    private final boolean secure;
    private final CountDownLatch answered = new CountDownLatch(1);
    private volatile @Nullable MountedAnswer answer;

    Question(ServerExchange exchange, boolean withBody) {
      this.exchange = exchange;
      this.withBody = withBody;
      this.local = exchange.local();
      this.secure = exchange.isSecure();
      this.request =
          new MountedRequest(
              options.path,
              exchange.query(),
              exchange.header("Host"),
              exchange.header("Accept"),
              exchange.header("Accept-Encoding"),
              exchange.header("Authorization"),
              local != null && local.getAddress().isLoopbackAddress());
    }

    /**
     * Has work done, or refuses the request at once. Servers do different things if it is they who
     * are refused.
     */
    void doOrRefuse(Runnable work) {
      try {
        threads.execute(work);
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        send();
      }
    }

    /** On a thread of the server's. */
    void askAndWait() {
      boolean interrupted = false;
      try {
        threads.execute(this::make);
        if (!answered.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          AgentLog.warnOnce("mount-late", "a scrape through http.mount took too long");
        }
      } catch (RejectedExecutionException | OutOfMemoryError e) {
        // There is no answer.
      } catch (InterruptedException e) {
        interrupted = true;
      }
      send();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }

    /** On one of the agent's threads. */
    @Override
    public void run() {
      try {
        make();
      } finally {
        send();
      }
    }

    private void make() {
      try {
        answer = local == null ? endpoint().answer(request) : answer(local);
      } catch (IOException e) {
        AgentLog.warnOnce("mount:" + e.getMessage(), "http.mount cannot serve: " + e.getMessage());
        answer =
            MountedAnswer.text(500, "The metrics cannot be served; the process has logged why");
      } catch (RuntimeException | LinkageError e) {
        AgentLog.errorOnce("mount:" + e.getClass(), "a scrape through http.mount failed: " + e);
        answer = MountedAnswer.text(500, "The scrape failed; the process has logged why");
      } finally {
        answered.countDown();
      }
    }

    private MountedAnswer answer(InetSocketAddress address) throws IOException {
      switch (own.owner(address, secure, host(request.host, address))) {
        case APPLICATION:
          return elsewhere();
        case NOBODY:
          return endpoint().answer(request);
        default:
          return MountedAnswer.text(
              503, "The application does not say whether it serves this path; try again");
      }
    }

    /** Sends the client to the same place, where the application answers from now on. */
    private MountedAnswer elsewhere() {
      String to = request.query == null ? request.path : request.path + '?' + request.query;
      return new MountedAnswer(307, Collections.singletonMap("Location", to), new byte[0]);
    }

    private void send() {
      MountedAnswer made = answer;
      try {
        exchange.send(
            made != null ? made : MountedAnswer.text(503, "There is no answer for now; try again"),
            withBody);
      } catch (IOException e) {
        // The client is gone.
      } catch (Exception | LinkageError e) {
        AgentLog.warnOnce("mount-send:" + e.getClass(), "http.mount lost a connection: " + e);
      }
    }
  }
}
