package dev.tachograph.agent.export.mount;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tachograph.agent.export.http.TestKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketQuestionTest {
  private static final InetSocketAddress ANY_PORT =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final AtomicInteger unlogged = new AtomicInteger();
  private final SocketQuestion question =
      new SocketQuestion(
          work -> {
            unlogged.incrementAndGet();
            work.run();
          });

  private int ask(InetSocketAddress address, boolean secure, String path) {
    return ask(address, secure, path, TimeUnit.MINUTES.toNanos(1));
  }

  private int ask(InetSocketAddress address, boolean secure, String path, long nanos) {
    return question.status(address, secure, "localhost", path, "token", System.nanoTime() + nanos);
  }

  /** The status is that of the path, if the header has come. */
  private static void answer(HttpExchange exchange) throws IOException {
    boolean asked = "token".equals(exchange.getRequestHeaders().getFirst(OwnPath.HEADER));
    exchange.sendResponseHeaders(
        asked && exchange.getRequestURI().getPath().equals("/metrics") ? 200 : 404, -1);
    exchange.close();
  }

  @Test
  void theStatusIsThatOfTheServer() throws IOException {
    HttpServer server = HttpServer.create(ANY_PORT, 0);
    server.createContext("/", SocketQuestionTest::answer);
    server.start();
    try {
      assertThat(ask(server.getAddress(), false, "/metrics")).isEqualTo(200);
      assertThat(ask(server.getAddress(), false, "/other")).isEqualTo(404);
      assertThat(unlogged).hasValue(0);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void byTls_whateverTheCertificateIs_andUnlogged(@TempDir Path directory) throws Exception {
    TestKeys keys = TestKeys.make(directory, "server", "EC");
    HttpsServer server = HttpsServer.create(ANY_PORT, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(TestKeys.client(keys)));
    server.createContext("/", SocketQuestionTest::answer);
    server.start();
    try {
      assertThat(ask(server.getAddress(), true, "/metrics")).isEqualTo(200);
      assertThat(unlogged).hasValue(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void byTls_aServerThatDoesNotAnswer_isLate(@TempDir Path directory) throws Exception {
    TestKeys keys = TestKeys.make(directory, "server", "EC");
    HttpsServer server = HttpsServer.create(ANY_PORT, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(TestKeys.client(keys)));
    CountDownLatch end = new CountDownLatch(1);
    server.createContext(
        "/",
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
    server.start();
    try {
      eventually(
          "TLS is accepted in time",
          () -> ask(server.getAddress(), true, "/metrics") == StatusQuestion.LATE);
    } finally {
      end.countDown();
      server.stop(0);
    }
  }

  @Test
  void theApplicationsProxiesAreNotAsked() throws IOException {
    HttpServer server = HttpServer.create(ANY_PORT, 0);
    server.createContext("/", SocketQuestionTest::answer);
    server.start();
    ProxySelector before = ProxySelector.getDefault();
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            throw new IllegalStateException("asked for " + uri);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        });
    try {
      assertThat(ask(server.getAddress(), false, "/metrics")).isEqualTo(200);
    } finally {
      ProxySelector.setDefault(before);
      server.stop(0);
    }
  }

  @Test
  void whatIsNoAnswerInHttp_isUnknown_andNoneIsSilence() throws Exception {
    Served server = new Served(out -> out.write("SSH-2.0\n".getBytes(US_ASCII)));
    assertThat(ask(server.address(), false, "/metrics")).isEqualTo(StatusQuestion.UNKNOWN);
    server.end();
    assertThat(ask(server.address(), false, "/metrics")).isEqualTo(StatusQuestion.SILENT);
  }

  @Test
  void plainTextOnTls_isUnknown() throws Exception {
    Served server =
        new Served(out -> out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII)));
    assertThat(ask(server.address(), true, "/metrics")).isEqualTo(StatusQuestion.UNKNOWN);
    server.end();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anAnswerThatDripsEndlessly_isGivenUp(boolean secure) throws Exception {
    Served server =
        new Served(
            out -> {
              // The start of a record of TLS, of which there is no end. No line ends either.
              out.write(new byte[] {22, 3, 3, 64, 0});
              for (; ; ) {
                out.write(0);
                Thread.sleep(5);
              }
            });
    long soon = TimeUnit.MILLISECONDS.toNanos(300);
    assertThat(ask(server.address(), secure, "/metrics", soon)).isEqualTo(StatusQuestion.SILENT);
    server.end();
  }

  /** A server of one answer. */
  private static final class Served {
    /** Writes the answer. */
    interface Answer {
      void writeTo(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread thread;

    Served(Answer answer) throws IOException {
      thread =
          new Thread(
              () -> {
                try (Socket client = socket.accept()) {
                  answer.writeTo(client.getOutputStream());
                } catch (IOException | InterruptedException e) {
                  // The client has seen enough.
                }
              });
      thread.start();
    }

    InetSocketAddress address() {
      return (InetSocketAddress) socket.getLocalSocketAddress();
    }

    void end() throws Exception {
      thread.join();
      socket.close();
    }
  }
}
