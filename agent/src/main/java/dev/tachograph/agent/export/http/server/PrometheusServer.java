package dev.tachograph.agent.export.http.server;

import com.sun.net.httpserver.HttpServer;
import dev.tachograph.agent.export.http.HttpOptions;
import dev.tachograph.agent.export.http.PortServer;
import dev.tachograph.agent.export.http.Served;
import dev.tachograph.agent.export.http.TlsFiles;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.exporter.httpserver.HttpErrorHandlingPolicy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The library's {@link HTTPServer} on a port that is bound already. */
final class PrometheusServer implements PortServer {
  private static final String DISPATCHER = "http-dispatcher";
  private static final long WATCH_MILLIS = 60_000;

  private final HTTPServer server;
  private final Exchanges exchanges;
  private final ServerThreads threads;
  private final Connections connections;
  private final @Nullable Thread dispatcher;
  private volatile boolean closed;

  private PrometheusServer(
      HTTPServer server, Exchanges exchanges, ServerThreads threads, Connections connections) {
    this.server = server;
    this.exchanges = exchanges;
    this.threads = threads;
    this.connections = connections;
    this.dispatcher = threads.find(DISPATCHER);
    threads.onLoss(exchanges::wake);
  }

  static PrometheusServer start(ServerSocketChannel listener, HttpOptions options, Served served)
      throws IOException {
    InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
    ServerThreads threads = ServerThreads.create(options.unlogged());
    Exchanges exchanges = new Exchanges(threads, options.limits());
    AnswerMemory memory = new AnswerMemory(options.answerMemory(), exchanges::dropSlowest);
    Gate gate = new Gate(exchanges, memory, served, options);
    Connections connections = new Connections(options.limits().connections);
    ServerHooks.serve(new Serving(listener, connections, exchanges, gate));
    if (HttpServer.class.getClassLoader() != PrometheusServer.class.getClassLoader()) {
      // The JDK's own server binds by itself.
      listener.close();
    }
    HTTPServer.Builder builder = HTTPServer.builder();
    TlsFiles tls = options.tls();
    if (tls != null) {
      builder.httpsConfigurator(threads.call("tachograph-http-start", () -> Tls.configurator(tls)));
    }
    builder
        .inetAddress(address.getAddress())
        .port(address.getPort())
        .registry(served.registry())
        .executorService(exchanges)
        .errorHandlingPolicy(
            HttpErrorHandlingPolicy.builder().errorReporter(PrometheusServer::failed).build());
    // The JDK's threads join the group of the thread that makes them.
    HTTPServer server = threads.call("tachograph-http-start", builder::buildAndStart);
    // The JDK reads its time zones for the first date. If that fails once, it can never read them
    // again.
    threads.call("tachograph-http-start", PrometheusServer::readTimeZones);
    return new PrometheusServer(server, exchanges, threads, connections);
  }

  private static String readTimeZones() {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atZone(ZoneId.of("GMT")));
  }

  private static void failed(Exception failure) {
    Answer answer = Answer.underWay();
    if (answer != null) {
      answer.fail(failure);
    }
  }

  @Override
  public void serve() {
    while (!closed && !threads.lacks(dispatcher) && threads.broken() == null) {
      try {
        exchanges.watch(WATCH_MILLIS);
      } catch (InterruptedException e) {
        // Nobody has a reason to interrupt this thread. An interrupt only makes it look once more.
      }
    }
    LinkageError broken = threads.broken();
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void close() {
    closed = true;
    server.close();
    if (threads.lacks(dispatcher)) {
      connections.abandon();
    }
    exchanges.wake();
  }
}
