package dev.tachograph.agent.export.http;

import dev.tachograph.agent.export.http.HttpConnection.State;
import dev.tachograph.agent.log.AgentLog;
import dev.tachograph.agent.thread.AgentThread;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small HTTP/1.1 server on one thread, made to live inside somebody else's process.
 *
 * <p>The JDK's {@code com.sun.net.httpserver} is not used because of what it does there. Creating
 * it calls {@code System.getLogger}, which instantiates the application's {@code
 * System.LoggerFinder} (Log4j, SLF4J, …) on our thread, before main has configured it; {@code
 * HttpServerProvider} looks for an implementation on the application's class path; limits on time
 * can be set for the whole JVM only; its two threads cannot be named; on JDK 17 every scrape over a
 * kept connection waits 40 ms for a delayed acknowledgement; and its module is missing from many
 * images made with jlink.
 *
 * <p>Two kinds of thread, with one rule each. The <em>server thread</em> ({@code tachograph-http})
 * does all input and output, never blocks on a peer and never collects a metric. An <em>answering
 * thread</em> ({@code tachograph-scrape}), one per request and gone after it, collects and encodes,
 * and never touches a socket. So no peer, however slow, silent or hostile, holds more than one of
 * {@link HttpLimits#connections} file descriptors until its deadline; when these are used up, the
 * connection that has been in its state for longest makes room. And no scrape, however slow, holds
 * up a health check.
 *
 * <p>Everything but {@link #close} and the queue of finished answers is confined to the server
 * thread.
 */
final class HttpServer {
  private static final int BUFFER_SIZE = 1 << 16;
  private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(2);

  /** How long not to accept when the process has no file descriptors left. */
  private static final long ACCEPT_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final HttpHandler handler;
  private final HttpLimits limits;
  private final ServerSocketChannel listener;
  private final Selector selector;
  private final SelectionKey listenerKey;
  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
  private final List<HttpConnection> connections = new ArrayList<>();
  private final Deque<Pending> waiting = new ArrayDeque<>();
  private final Queue<Pending> finished = new ConcurrentLinkedQueue<>();
  private static final long MEMORY_PAUSE_MILLIS = 100;
  private static final HttpResponse FAILED =
      HttpResponse.text(500, "The scrape failed; the process has logged why");

  private int answering;
  private long acceptAgainAt;
  private boolean acceptPaused;
  private volatile boolean closed;

  /** A request on its way to its response. */
  private static final class Pending {
    final HttpConnection connection;
    final HttpRequest request;
    @Nullable HttpResponse response;

    Pending(HttpConnection connection, HttpRequest request) {
      this.connection = connection;
      this.request = request;
    }
  }

  /**
   * @param listener bound; the server closes it
   */
  HttpServer(ServerSocketChannel listener, HttpHandler handler, HttpLimits limits)
      throws IOException {
    this.listener = listener;
    this.handler = handler;
    this.limits = limits;
    listener.configureBlocking(false);
    this.selector = Selector.open();
    this.listenerKey = listener.register(selector, SelectionKey.OP_ACCEPT);
  }

  /** Serves on the calling thread until {@link #close}. */
  void serve() throws IOException {
    try {
      while (!closed) {
        try {
          serveReady();
        } catch (OutOfMemoryError e) {
          // It is the application's heap. When that recovers, so must this; until then there is no
          // memory for a log line either.
          pause();
        }
      }
    } finally {
      for (HttpConnection connection : connections) {
        connection.close();
      }
      listener.close();
      selector.close();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(MEMORY_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void serveReady() throws IOException {
    selector.select(millisToNextDeadline(System.nanoTime()));
    long now = System.nanoTime();
    takeFinished(now);
    for (SelectionKey key : selector.selectedKeys()) {
      if (key == listenerKey) {
        accept(now);
      } else {
        advance((HttpConnection) key.attachment(), now);
      }
    }
    selector.selectedKeys().clear();
    closeOverdue(now);
  }

  /** Makes {@link #serve} return. May be called on any thread, more than once. */
  void close() {
    closed = true;
    selector.wakeup();
  }

  private void accept(long now) {
    try {
      SocketChannel channel = listener.accept();
      if (channel == null) {
        return;
      }
      if (connections.size() >= limits.connections && !makeRoom()) {
        channel.close();
        return;
      }
      register(channel, now);
    } catch (IOException e) {
      AgentLog.warnOnce("http-accept", "the metrics endpoint cannot accept a connection: " + e);
      makeRoom();
      listenerKey.interestOps(0);
      acceptPaused = true;
      acceptAgainAt = now + ACCEPT_PAUSE_NANOS;
    }
  }

  private void register(SocketChannel channel, long now) throws IOException {
    try {
      channel.configureBlocking(false);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      SelectionKey key = channel.register(selector, 0);
      HttpConnection connection = new HttpConnection(channel, key, now, limits.headNanos);
      key.attach(connection);
      connections.add(connection);
    } catch (IOException e) {
      channel.close();
    }
  }

  /** Closes the connection that has been in its state for longest, unless it awaits its answer. */
  private boolean makeRoom() {
    HttpConnection victim = null;
    for (HttpConnection connection : connections) {
      if (connection.state() != State.ANSWERING
          && (victim == null || connection.since() - victim.since() < 0)) {
        victim = connection;
      }
    }
    if (victim == null) {
      return false;
    }
    close(victim);
    return true;
  }

  private void advance(HttpConnection connection, long now) {
    if (!connection.isOpen()) {
      return;
    }
    try {
      switch (connection.state()) {
        case READING:
          read(connection, now);
          break;
        case WRITING:
          write(connection, now);
          break;
        case DRAINING:
          if (!connection.discard(buffer)) {
            close(connection);
          }
          break;
        case ANSWERING:
          break;
      }
    } catch (IOException e) {
      // The peer is gone; there is nobody to tell.
      close(connection);
    } catch (RuntimeException e) {
      AgentLog.errorOnce("http:" + e.getClass(), "the metrics endpoint lost a connection: " + e);
      close(connection);
    }
  }

  private void read(HttpConnection connection, long now) throws IOException {
    boolean atRest = !connection.hasReceived();
    if (!connection.receive(buffer)) {
      close(connection);
      return;
    }
    if (atRest && connection.hasReceived()) {
      connection.enter(State.READING, now, limits.headNanos);
    }
    takeRequest(connection, now);
  }

  private void takeRequest(HttpConnection connection, long now) {
    HttpRequest request;
    try {
      request = connection.nextRequest();
      if (request == null && connection.isFull()) {
        throw new HttpRequestParser.Refused(431);
      }
    } catch (HttpRequestParser.Refused e) {
      respond(connection, HttpResponse.status(e.status), true, false, now);
      return;
    }
    if (request == null) {
      return;
    }
    HttpResponse immediate = handler.immediateAnswer(request);
    if (immediate != null) {
      respond(connection, immediate, !request.isHead(), request.keepAlive, now);
    } else {
      connection.enter(State.ANSWERING, now, limits.answerNanos);
      waiting.add(new Pending(connection, request));
      answerWaiting();
    }
  }

  private void answerWaiting() {
    while (answering < limits.concurrentAnswers && !waiting.isEmpty()) {
      Pending next = waiting.remove();
      if (next.connection.isOpen()) {
        answering++;
        try {
          AgentThread.start("scrape", () -> answer(next));
        } catch (OutOfMemoryError e) {
          // The process may not have another thread. That must not end this one.
          answering--;
          close(next.connection);
        }
      }
    }
  }

  /** Runs on the answering thread. The client learns that it failed, the process's log why. */
  private void answer(Pending pending) {
    try {
      pending.response = handler.answer(pending.request);
    } catch (OutOfMemoryError e) {
      pending.response = FAILED;
    } catch (Throwable e) {
      pending.response = FAILED;
      AgentLog.errorOnce("answer:" + e.getClass(), "a scrape failed and was answered by 500: " + e);
    } finally {
      finish(pending);
    }
  }

  /** Hands a response back, however long the heap has no room for it: it would be waited for. */
  private void finish(Pending pending) {
    while (!closed) {
      try {
        finished.add(pending);
        selector.wakeup();
        return;
      } catch (OutOfMemoryError e) {
        pause();
      }
    }
  }

  private void takeFinished(long now) {
    for (Pending done = finished.poll(); done != null; done = finished.poll()) {
      answering--;
      HttpResponse response = done.response;
      if (response != null && done.connection.isOpen()) {
        HttpRequest request = done.request;
        respond(done.connection, response, !request.isHead(), request.keepAlive, now);
      }
    }
    answerWaiting();
  }

  private void respond(
      HttpConnection connection,
      HttpResponse response,
      boolean withBody,
      boolean keepAlive,
      long now) {
    connection.respond(response, withBody, keepAlive);
    connection.enter(State.WRITING, now, limits.writeNanos);
  }

  private void write(HttpConnection connection, long now) throws IOException {
    if (!connection.send(buffer)) {
      return;
    }
    if (!connection.keepsAlive()) {
      connection.endOutput();
      connection.enter(State.DRAINING, now, DRAIN_NANOS);
    } else if (connection.hasReceived()) {
      connection.enter(State.READING, now, limits.headNanos);
      takeRequest(connection, now);
    } else {
      connection.enter(State.READING, now, limits.idleNanos);
    }
  }

  /** 0, which is for ever, if there is nothing to wait for. */
  private long millisToNextDeadline(long now) {
    long nanos = acceptPaused ? acceptAgainAt - now : Long.MAX_VALUE;
    for (HttpConnection connection : connections) {
      nanos = Math.min(nanos, connection.deadline() - now);
    }
    return nanos == Long.MAX_VALUE ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
  }

  private void closeOverdue(long now) {
    for (int i = connections.size() - 1; i >= 0; i--) {
      if (connections.get(i).deadline() - now <= 0) {
        close(connections.get(i));
      }
    }
    if (acceptPaused && acceptAgainAt - now <= 0) {
      acceptPaused = false;
      listenerKey.interestOps(SelectionKey.OP_ACCEPT);
    }
  }

  private void close(HttpConnection connection) {
    connection.close();
    connections.remove(connection);
  }
}
