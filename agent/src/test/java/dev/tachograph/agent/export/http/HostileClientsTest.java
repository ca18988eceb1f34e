package dev.tachograph.agent.export.http;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Time limits are either an hour, for what must not end by itself, or some milliseconds, for what
 * must; no test measures one.
 */
class HostileClientsTest {
  private static final int HOUR = 3_600_000;
  private static final int SOON = 50;
  private static final int BIG = 50_000_000;
  private static final String GET_QUICK = "GET /quick HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
  private static final String GET_BIG = "GET /big HTTP/1.1\r\nConnection: close\r\n\r\n";

  private final CapturedLog log = new CapturedLog();
  private final List<MetricsEndpoint> endpoints = new ArrayList<>();
  private final List<RawClient> clients = new ArrayList<>();

  private static Page page(byte[] content) {
    return new Page() {
      @Override
      public String contentType() {
        return "text/plain";
      }

      @Override
      public byte[] content() {
        return content;
      }
    };
  }

  private int serve(ExchangeLimits limits) throws Exception {
    HttpOptions options =
        new HttpOptions("127.0.0.1", 0, 1).limits(limits).answerMemory(4L * BIG).retryMillis(10);
    Served served =
        new Served(PrometheusRegistry::new)
            .page("/quick", page("quick\n".getBytes(UTF_8)))
            .page("/big", page(new byte[BIG]));
    MetricsEndpoint endpoint = new MetricsEndpoint(options, served);
    endpoints.add(endpoint);
    endpoint.start();
    eventually("the server has a port", () -> endpoint.port() > 0);
    return endpoint.port();
  }

  private int serveWithoutTimeLimits() throws Exception {
    return serve(new ExchangeLimits(64, 16, HOUR, HOUR, HOUR));
  }

  private RawClient connect(int port) throws Exception {
    RawClient client = new RawClient(port);
    clients.add(client);
    return client;
  }

  @AfterEach
  void stop() throws Exception {
    for (RawClient client : clients) {
      client.close();
    }
    endpoints.forEach(MetricsEndpoint::close);
    log.close();
  }

  @Test
  void connectionServesManyRequests() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    for (int i = 0; i < 100; i++) {
      assertThat(client.send(GET_QUICK).response())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .endsWith("\r\n\r\nquick\n");
    }
  }

  @Test
  void requestsSentTogetherAreAnsweredInTurn() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    client.send(GET_QUICK + "GET /nothing HTTP/1.1\r\n\r\n" + GET_QUICK);

    assertThat(client.response()).endsWith("quick\n");
    assertThat(client.response()).startsWith("HTTP/1.1 404 ");
    assertThat(client.response()).endsWith("quick\n");
  }

  @Test
  void thousandsOfRequestsSentTogetherAreAllAnswered() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < 200; i++) {
                  client.send(GET_QUICK.repeat(10));
                }
              } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    sender.start();
    for (int i = 0; i < 2000; i++) {
      assertThat(client.response()).endsWith("quick\n");
    }
    sender.join();
  }

  @Test
  void requestMayArriveByteByByte() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    for (int i = 0; i < GET_QUICK.length(); i++) {
      client.send(GET_QUICK.substring(i, i + 1));
    }
    assertThat(client.response()).endsWith("quick\n");
  }

  @Test
  void headHasTheHeadersOfGetAndNoBody() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());

    assertThat(client.send("HEAD /quick HTTP/1.1\r\n\r\n").response(false))
        .containsIgnoringCase("\r\nContent-Length: 6\r\n")
        .endsWith("\r\n\r\n");
    assertThat(client.send(GET_QUICK).response()).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void connectionEndsWhenTheClientWantsIt() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());

    client.send("GET /quick HTTP/1.1\r\nConnection: close\r\n\r\n");
    assertThat(client.response()).endsWith("quick\n");
    assertThat(client.bytesToEnd()).isZero();
  }

  @Test
  void bodyIsRefusedAndTheRefusalArrives() throws Exception {
    int port = serveWithoutTimeLimits();
    for (String method : List.of("GET", "POST")) {
      RawClient client = connect(port);
      client.send(
          method + " /quick HTTP/1.1\r\nContent-Length: 20000\r\n\r\n" + "x".repeat(20_000));

      assertThat(client.response())
          .startsWith("HTTP/1.1 " + (method.equals("GET") ? 413 : 405))
          .containsIgnoringCase("Connection: close");
      assertThat(client.bytesToEnd()).isZero();
    }
  }

  @Test
  void bodyThatNeverComesHoldsUpNobody() throws Exception {
    int port = serveWithoutTimeLimits();
    for (int i = 0; i < 40; i++) {
      connect(port).send("POST /quick HTTP/1.1\r\nContent-Length: 20000\r\n\r\n");
    }
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void twoLengthsOfABodyAreRefused() throws Exception {
    int port = serveWithoutTimeLimits();
    for (String headers :
        List.of(
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
            "Content-Length: 5\r\nContent-Length: 50\r\n",
            "Transfer-Encoding: gzip, chunked\r\n")) {
      RawClient client = connect(port);
      client.send("GET /quick HTTP/1.1\r\n" + headers + "\r\n0\r\n\r\n" + GET_QUICK);

      assertThat(client.response()).matches("(?s)HTTP/1.1 (400|501|413) .*");
      assertThat(client.bytesToEnd()).isZero();
    }
  }

  @Test
  void requestThatNeverEndsIsDropped() throws Exception {
    int port = serveWithoutTimeLimits();

    assertThat(connect(port).send("GET /quick?" + "x".repeat(200_000)).bytesToEnd()).isZero();
    assertThat(
            connect(port).send("GET /quick HTTP/1.1\r\n" + "X: y\r\n".repeat(20_000)).bytesToEnd())
        .isZero();
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void nonsenseIsRefusedAndNothingOfItComesBack() throws Exception {
    int port = serveWithoutTimeLimits();
    for (String request :
        List.of(
            "nonsense\r\n\r\n",
            "GET /quick?<script>nonsense HTTP/1.1\r\n\r\n",
            "GET /nonsense HTTP/1.1\r\n\r\n",
            "NONSENSE /quick HTTP/1.1\r\n\r\n",
            "GET /quick HTTP/1.1\r\nHost: nonsense.example\r\n\r\n")) {
      String response = connect(port).send(request).response();

      assertThat(response).as(request).matches("(?s)HTTP/1.1 4.*");
      assertThat(response).as(request).doesNotContainIgnoringCase("nonsense");
    }
  }

  @Test
  void mutatedRequestsLeaveTheServerAsItWas() throws Exception {
    int port = serveWithoutTimeLimits();
    Random random = new Random(13);
    for (int i = 0; i < 1000; i++) {
      StringBuilder request = new StringBuilder(GET_QUICK);
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        request.setCharAt(random.nextInt(request.length()), (char) random.nextInt(256));
      }
      try (RawClient client = new RawClient(port)) {
        client.send(request.toString());
      }
    }
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
    assertThat(log.linesWith("ERROR")).isEmpty();
  }

  @Test
  void halfOpenConnectionsDoNotBlockARequest() throws Exception {
    int port = serveWithoutTimeLimits();
    for (int i = 0; i < 200; i++) {
      RawClient client = connect(port);
      if (i % 3 == 1) {
        client.send("GET /qu");
      } else if (i % 3 == 2) {
        client.send("GET /quick HTTP/1.1\r\nHost: ");
      }
    }
    for (int i = 0; i < 20; i++) {
      assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
    }
  }

  @Test
  void clientsThatSendDropByDropHoldUpNobody() throws Exception {
    int port = serve(new ExchangeLimits(64, 2, HOUR, HOUR, HOUR));
    AtomicBoolean over = new AtomicBoolean();
    List<Thread> drips = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      RawClient client = connect(port).send("GET /quick HTTP/1.1\r\nX: ");
      Thread drip = new Thread(() -> drip(client, over));
      drip.start();
      drips.add(drip);
    }
    for (int i = 0; i < 5; i++) {
      assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
    }
    over.set(true);
    for (Thread drip : drips) {
      drip.join();
    }
  }

  private static void drip(RawClient client, AtomicBoolean over) {
    try {
      while (!over.get()) {
        client.send("x");
        Thread.sleep(2);
      }
    } catch (java.io.IOException e) {
      // It was dropped.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void newcomerTakesThePlaceOfTheOldestWhenThereAreTooMany() throws Exception {
    int port = serve(new ExchangeLimits(8, 4, HOUR, HOUR, HOUR));
    RawClient oldest = connect(port);
    for (int i = 0; i < 50; i++) {
      assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
    }
    assertThat(oldest.bytesToEnd()).isZero();
  }

  @Test
  void requestThatIsNotFinishedInTimeIsDropped() throws Exception {
    int port = serve(new ExchangeLimits(64, 4, SOON, HOUR, HOUR));

    assertThat(connect(port).send("GET /qu").bytesToEnd()).isZero();
  }

  @Test
  void clientThatDoesNotReadIsDroppedAndHoldsUpNobody() throws Exception {
    int port = serve(new ExchangeLimits(64, 2, HOUR, SOON, HOUR));
    // A client that begins to read before its time is up gets everything, and another one tries.
    eventually(
        "an answer is given up half-way",
        () -> {
          RawClient notReading = connect(port).send(GET_BIG);
          assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
          Thread.sleep(4 * SOON);
          return notReading.bytesToEnd() < BIG;
        });
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void slowReadersMakeRoomForOthers() throws Exception {
    int port = serve(new ExchangeLimits(64, 2, HOUR, HOUR, SOON));
    for (int i = 0; i < 10; i++) {
      connect(port).send(GET_BIG);
    }
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void largeAnswerArrivesWhole() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    client.send(GET_BIG);

    assertThat(client.bytesToEnd()).isGreaterThan(BIG);
  }

  @Test
  void interruptedThreadsServeOnAndDoNotStayInterrupted() throws Exception {
    int port = serveWithoutTimeLimits();
    List<Thread> before = serverThreads();
    assertThat(before).isNotEmpty();
    before.forEach(Thread::interrupt);
    eventually("they wait again", () -> noneIsInterrupted(before));
    // No interrupt ends those that the server always needs.
    assertThat(before).allMatch(Thread::isAlive);

    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
    List<Thread> serving = serverThreads();
    assertThat(serving).hasSizeGreaterThan(before.size());
    serving.forEach(Thread::interrupt);
    eventually("they wait again", () -> noneIsInterrupted(serving));
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  /** One that was about to end stays interrupted for ever. */
  private static boolean noneIsInterrupted(List<Thread> threads) {
    return threads.stream().noneMatch(thread -> thread.isAlive() && thread.isInterrupted());
  }

  private static List<Thread> serverThreads() {
    List<Thread> threads = new ArrayList<>();
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("tachograph-http")) {
        threads.add(thread);
      }
    }
    return threads;
  }

  @Test
  void closedServerFreesItsPortAndItsThreads() throws Exception {
    int port = serveWithoutTimeLimits();
    RawClient client = connect(port);
    assertThat(client.send(GET_QUICK).response()).endsWith("quick\n");
    endpoints.get(0).close();

    assertThat(client.bytesToEnd()).isZero();
    eventually(
        "the port is free",
        () -> {
          try (RawClient refused = new RawClient(port)) {
            return refused.bytesToEnd() < 0;
          } catch (java.net.ConnectException e) {
            return true;
          }
        });
    eventually("no thread is left", () -> serverThreads().isEmpty());
  }
}
