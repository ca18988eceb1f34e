package dev.tachograph.agent.export.http;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Time limits are either an hour, for what must not end by itself, or some milliseconds, for what
 * must; no test measures one.
 */
class HttpServerTest {
  private static final int HOUR = 3_600_000;
  private static final int SOON = 50;
  private static final String GET_QUICK = "GET /quick HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String GET_SLOW = "GET /slow HTTP/1.1\r\nHost: h\r\n\r\n";
  private static final String GET_BIG_AND_CLOSE =
      "GET /big HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  private final CapturedLog log = new CapturedLog();
  private final CountDownLatch slowMayAnswer = new CountDownLatch(1);
  private final AtomicInteger slowAnswersBegun = new AtomicInteger();
  private final List<MetricsEndpoint> endpoints = new ArrayList<>();
  private final List<RawClient> clients = new ArrayList<>();

  private final HttpHandler handler =
      new HttpHandler() {
        @Override
        public @Nullable HttpResponse immediateAnswer(HttpRequest request) {
          if (request.path.equals("/broken")) {
            throw new IllegalStateException("secret");
          }
          return request.path.equals("/quick") ? HttpResponse.text(200, "quick") : null;
        }

        @Override
        public HttpResponse answer(HttpRequest request) {
          switch (request.path) {
            case "/big":
              return new HttpResponse(200, new LinkedHashMap<>(), new byte[50_000_000]);
            case "/error":
              throw new IllegalStateException("secret");
            default:
              slowAnswersBegun.incrementAndGet();
              try {
                slowMayAnswer.await();
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
              return HttpResponse.text(200, "slow");
          }
        }
      };

  private int serve(HttpLimits limits) throws Exception {
    MetricsEndpoint endpoint = new MetricsEndpoint("127.0.0.1", 0, 1, 10, handler, limits);
    endpoints.add(endpoint);
    endpoint.start();
    eventually("the server has a port", () -> endpoint.port() > 0);
    return endpoint.port();
  }

  private int serveWithoutTimeLimits() throws Exception {
    return serve(new HttpLimits(64, 4, HOUR, HOUR, HOUR, HOUR));
  }

  private RawClient connect(int port) throws Exception {
    RawClient client = new RawClient(port);
    clients.add(client);
    return client;
  }

  @AfterEach
  void stop() throws Exception {
    slowMayAnswer.countDown();
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
          .startsWith("HTTP/1.1 200 OK\r\nDate: ")
          .contains("\r\nConnection: keep-alive\r\n")
          .endsWith("\r\n\r\nquick\n");
    }
  }

  @Test
  void requestsSentTogetherAreAnsweredInTurn() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    slowMayAnswer.countDown();
    client.send(GET_QUICK + GET_SLOW + GET_QUICK);

    assertThat(client.response()).endsWith("quick\n");
    assertThat(client.response()).endsWith("slow\n");
    assertThat(client.response()).endsWith("quick\n");
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
        .contains("\r\nContent-Length: 6\r\n")
        .endsWith("\r\n\r\n");
    assertThat(client.send(GET_QUICK).response()).startsWith("HTTP/1.1 200 OK");
  }

  @Test
  void connectionEndsWhenTheClientWantsIt() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());

    assertThat(client.send("GET /quick HTTP/1.1\r\nConnection: close\r\n\r\n").response())
        .contains("\r\nConnection: close\r\n");
    assertThat(client.bytesToEnd()).isZero();
  }

  @Test
  void bodyThatNobodyReadsDoesNotDestroyTheResponse() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    client.send("POST /quick HTTP/1.1\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000));

    assertThat(client.response()).contains("200 OK", "Connection: close").endsWith("quick\n");
  }

  @Test
  void headThatNeverEndsIsRefused() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());

    assertThat(client.send("GET /quick HTTP/1.1\r\nX: " + "x".repeat(20_000)).response())
        .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
  }

  @Test
  void nonsenseIsRefused() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());

    assertThat(client.send("nonsense\r\n\r\n").response())
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .endsWith("\r\n\r\nBad Request\n");
    assertThat(client.bytesToEnd()).isZero();
  }

  @Test
  void halfOpenConnectionsDoNotBlockARequest() throws Exception {
    int port = serveWithoutTimeLimits();
    for (int i = 0; i < 30; i++) {
      RawClient client = connect(port);
      if (i % 3 == 1) {
        client.send("GET /qu");
      } else if (i % 3 == 2) {
        client.send("GET /quick HTTP/1.1\r\nHost: ");
      }
    }
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void newcomerTakesThePlaceOfTheOldestWhenThereAreTooMany() throws Exception {
    int port = serve(new HttpLimits(8, 4, HOUR, HOUR, HOUR, HOUR));
    RawClient oldest = connect(port).send("GET /qu");
    for (int i = 0; i < 50; i++) {
      assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
    }
    assertThat(oldest.bytesToEnd()).isZero();
  }

  @Test
  void connectionsThatAwaitTheirAnswersAreNotClosedForANewcomer() throws Exception {
    int port = serve(new HttpLimits(2, 4, HOUR, HOUR, HOUR, HOUR));
    RawClient first = connect(port).send(GET_SLOW);
    RawClient second = connect(port).send(GET_SLOW);
    eventually("both are being answered", () -> slowAnswersBegun.get() == 2);

    assertThat(connect(port).bytesToEnd()).isZero();
    slowMayAnswer.countDown();
    assertThat(first.response()).endsWith("slow\n");
    assertThat(second.response()).endsWith("slow\n");
  }

  @Test
  void slowAnswersAreLimitedInNumberAndHoldUpNoQuickOne() throws Exception {
    int port = serve(new HttpLimits(64, 2, HOUR, HOUR, HOUR, HOUR));
    List<RawClient> slow = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      slow.add(connect(port).send(GET_SLOW));
    }
    eventually("two are being answered", () -> slowAnswersBegun.get() == 2);

    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
    assertThat(slowAnswersBegun).hasValue(2);
    slowMayAnswer.countDown();
    for (RawClient client : slow) {
      assertThat(client.response()).endsWith("slow\n");
    }
  }

  @Test
  void clientThatSendsNothingIsDropped() throws Exception {
    int port = serve(new HttpLimits(64, 4, SOON, HOUR, HOUR, HOUR));

    assertThat(connect(port).bytesToEnd()).isZero();
    assertThat(connect(port).send("GET /qu").bytesToEnd()).isZero();
  }

  @Test
  void clientThatIsIdleBetweenRequestsIsDropped() throws Exception {
    RawClient client = connect(serve(new HttpLimits(64, 4, HOUR, SOON, HOUR, HOUR)));

    assertThat(client.send(GET_QUICK).response()).endsWith("quick\n");
    assertThat(client.bytesToEnd()).isZero();
  }

  @Test
  void clientThatDoesNotReadIsDroppedAndHoldsUpNobody() throws Exception {
    int port = serve(new HttpLimits(64, 1, HOUR, HOUR, HOUR, SOON));
    // A client that begins to read before its time is up gets everything, and another one tries.
    eventually(
        "an answer is given up half-way",
        () -> {
          RawClient notReading = connect(port).send(GET_BIG_AND_CLOSE);
          assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
          Thread.sleep(4 * SOON);
          return notReading.bytesToEnd() < 50_000_000;
        });
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void clientWhoseAnswerTakesTooLongIsDropped() throws Exception {
    int port = serve(new HttpLimits(64, 4, HOUR, HOUR, SOON, HOUR));

    assertThat(connect(port).send(GET_SLOW).bytesToEnd()).isZero();
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void largeResponseArrivesWhole() throws Exception {
    RawClient client = connect(serveWithoutTimeLimits());
    client.send(GET_BIG_AND_CLOSE);

    assertThat(client.bytesToEnd()).isGreaterThan(50_000_000);
  }

  @Test
  void handlerThatThrowsAnswersWithAStatusAndNothingElse() throws Exception {
    int port = serveWithoutTimeLimits();

    assertThat(connect(port).send("GET /error HTTP/1.1\r\n\r\n").response())
        .startsWith("HTTP/1.1 500 Internal Server Error\r\n")
        .doesNotContain("secret", "IllegalState");
    assertThat(connect(port).send("GET /broken HTTP/1.1\r\n\r\n").bytesToEnd()).isZero();
    assertThat(connect(port).send(GET_QUICK).response()).endsWith("quick\n");
  }

  @Test
  void closedServerFreesItsPortAndItsThread() throws Exception {
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
  }
}
