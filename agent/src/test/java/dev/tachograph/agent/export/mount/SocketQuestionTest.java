package dev.tachograph.agent.export.mount;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.tachograph.agent.export.http.TestKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    return question.status(address, secure, "localhost", path, "token");
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
  void whatIsNoAnswerInHttp_orNone_isUnknown() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread other =
          new Thread(
              () -> {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write("SSH-2.0\n".getBytes(StandardCharsets.US_ASCII));
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              });
      other.start();
      InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
      assertThat(ask(address, false, "/metrics")).isEqualTo(StatusQuestion.UNKNOWN);
      other.join();
      server.close();
      assertThat(ask(address, false, "/metrics")).isEqualTo(StatusQuestion.UNKNOWN);
    }
  }
}
