package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.PlainApps;
import dev.tachograph.it.harness.RawClient;
import dev.tachograph.it.harness.RunningJvm;
import dev.tachograph.it.harness.Scrape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What anybody who reaches the port may do to it. Afterwards it is as it was. */
class EndpointAttacksIT {
  private static final String HEALTH = "GET /-/healthy HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String SCRAPE =
      "GET /metrics HTTP/1.1\r\nHost: localhost\r\nAccept: text/plain\r\n\r\n";
  private static final int MUTATED = 100_000;
  private static final int ATTACKERS = 8;
  private static final int OF_EACH_CONNECTION = 50;
  private static final int LOOKS = 30;

  static List<Jdk> jdks() {
    return Jdks.all();
  }

  /** Attacks an application, and looks whether it and its endpoint are well after that. */
  private static void attack(Jdk jdk, Attack attack) throws Exception {
    try (RunningJvm app = PlainApps.ticking(JvmCommand.on(jdk).agent())) {
      URI endpoint = app.endpoint();
      assertThat(Scrape.of(endpoint).value("tachograph_build_info")).isEqualTo(1);
      attack.on(endpoint.getPort());

      assertThat(Scrape.get(endpoint.resolve("/-/healthy")).statusCode()).isEqualTo(200);
      assertThat(Scrape.of(endpoint).value("tachograph_build_info")).isEqualTo(1);
      assertThat(app.isAlive()).isTrue();
      assertThat(app.stderr()).allMatch(line -> line.startsWith("tachograph INFO "));
    }
  }

  private interface Attack {
    void on(int port) throws Exception;
  }

  private static <T> List<T> together(int threads, Callable<T> each) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(each));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void aHundredThousandMutatedRequests(Jdk jdk) throws Exception {
    attack(
        jdk,
        port ->
            together(
                ATTACKERS,
                () -> {
                  Random random = new Random(Thread.currentThread().getId());
                  for (int sent = 0; sent < MUTATED / ATTACKERS; sent += OF_EACH_CONNECTION) {
                    sendMutated(port, random);
                  }
                  return null;
                }));
  }

  /** Several requests, until the server has had enough of the connection. */
  private static void sendMutated(int port, Random random) throws IOException {
    ByteArrayOutputStream requests = new ByteArrayOutputStream();
    for (int i = 0; i < OF_EACH_CONNECTION; i++) {
      byte[] request =
          (random.nextInt(100) == 0 ? SCRAPE : HEALTH).getBytes(StandardCharsets.ISO_8859_1);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        request[random.nextInt(request.length)] = (byte) random.nextInt(256);
      }
      int kept = random.nextInt(20) == 0 ? random.nextInt(request.length) : request.length;
      requests.write(request, 0, kept);
    }
    try (RawClient client = new RawClient(port)) {
      try {
        client.send(requests.toByteArray()).endOfRequests();
      } catch (IOException e) {
        // It has hung up.
      }
      for (String answer : client.toEnd().split("HTTP/1.1 ", -1)) {
        assertThat(answer).matches("(?s)|[1-5]\\d\\d .*").doesNotContain("\tat ");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void aThousandHalfOpenConnections(Jdk jdk) throws Exception {
    attack(
        jdk,
        port -> {
          List<RawClient> clients = new ArrayList<>();
          try {
            for (int i = 0; i < 1000; i++) {
              clients.add(new RawClient(port).send(SCRAPE.substring(0, 1 + i % 60)));
            }
            assertServes(port);
          } finally {
            for (RawClient client : clients) {
              client.close();
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#firstTurn")
  void hundredsThatSendAByteNowAndThen(Jdk jdk) throws Exception {
    attack(
        jdk,
        port -> {
          List<RawClient> clients = new ArrayList<>();
          try {
            for (int i = 0; i < 200; i++) {
              clients.add(new RawClient(port));
            }
            for (int at = 0; at < 10; at++) {
              for (RawClient client : clients) {
                try {
                  client.send(SCRAPE.substring(at, at + 1));
                } catch (IOException e) {
                  // It has lost its place to another one.
                }
              }
              assertServes(port);
            }
          } finally {
            for (RawClient client : clients) {
              client.close();
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void fiveHundredResets(Jdk jdk) throws Exception {
    attack(
        jdk,
        port -> {
          for (int i = 0; i < 500; i++) {
            RawClient client = new RawClient(port, 2048);
            client.send(i % 3 == 0 ? SCRAPE : i % 3 == 1 ? HEALTH.substring(0, 20) : HEALTH);
            client.reset();
          }
          assertServes(port);
        });
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void requestsHiddenInTheBodyOfAnother(Jdk jdk) throws Exception {
    String hidden = "GET /hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";
    attack(
        jdk,
        port -> {
          for (String headers :
              List.of(
                  "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
                  "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n",
                  "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
                  "Transfer-Encoding: xchunked\r\n",
                  "Transfer-Encoding : chunked\r\n",
                  "Content-Length: 5\r\nContent-Length: 50\r\n",
                  "Content-Length: +5\r\n",
                  "Content-Length: 5, 5\r\n",
                  "Content-Length: -5\r\n",
                  "Content-Length: " + hidden.length() + "\r\n",
                  "Transfer-Encoding: chunked\r\n")) {
            String request = "POST /-/healthy HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
            for (String body : List.of("0\r\n\r\n" + hidden, hidden)) {
              try (RawClient client = new RawClient(port)) {
                String answers = client.send(request + body).endOfRequests().toEnd();
                assertThat(answers).as(headers).matches("(?s)|HTTP/1.1 [45].*");
                // There is one answer to one request; the hidden one would get a 404.
                assertThat(answers.split("HTTP/1.1 ", -1)).as(headers).hasSizeLessThan(3);
                assertThat(answers).as(headers).doesNotContain("HTTP/1.1 404");
              }
            }
          }
        });
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void twentyThousandHealthChecksSentTogether(Jdk jdk) throws Exception {
    attack(
        jdk,
        port -> {
          try (RawClient client = new RawClient(port)) {
            Thread sender =
                new Thread(
                    () -> {
                      try {
                        for (int i = 0; i < 200; i++) {
                          client.send(HEALTH.repeat(100));
                        }
                        client.endOfRequests();
                      } catch (IOException e) {
                        // The answers tell.
                      }
                    });
            sender.start();
            assertThat(client.toEnd().split("HTTP/1.1 200 ", -1)).hasSize(20_001);
            sender.join();
          }
        });
  }

  private static void assertServes(int port) throws IOException {
    try (RawClient client = new RawClient(port)) {
      String close = "GET /metrics HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      assertThat(client.send(close).toEnd()).startsWith("HTTP/1.1 200 ").contains("tachograph_");
    }
  }

  /** Before there are no descriptors left. Who stays has one that the server can take back. */
  private enum Scraped {
    BY_ONE_WHO_STAYS,
    BY_ONE_WHO_HAS_GONE,
    NEVER
  }

  /** Whoever has none left must neither turn in circles nor be lost for good. */
  @ParameterizedTest
  @MethodSource("jdks")
  void noFileDescriptors(Jdk jdk) throws Exception {
    for (Scraped scraped : Scraped.values()) {
      JvmCommand command = JvmCommand.on(jdk).agent().behind("ulimit -n 64");
      List<RawClient> knocking = new ArrayList<>();
      try (RunningJvm app = PlainApps.descriptors(command)) {
        app.awaitStdout("> waiting");
        URI endpoint = app.endpoint();
        if (scraped == Scraped.BY_ONE_WHO_STAYS) {
          assertThat(Scrape.get(endpoint).statusCode()).isEqualTo(200);
        } else if (scraped == Scraped.BY_ONE_WHO_HAS_GONE) {
          assertServes(endpoint.getPort());
        }
        PlainApps.goOn(app);
        for (int i = 0; i < 5; i++) {
          knocking.add(new RawClient(endpoint.getPort()).send(SCRAPE));
        }
        app.awaitStderr("tachograph WARN the ");
        int asleep = 0;
        for (int look = 0; look < LOOKS; look++) {
          Await.pause(60);
          asleep += app.areAsleep("tachograph-http") ? 1 : 0;
        }
        // One who turns in circles never sleeps, however busy the machine is; one who does not
        // sleeps almost always.
        assertThat(asleep).isGreaterThan(LOOKS / 2);

        PlainApps.goOn(app);
        assertThat(app.stdout()).contains("> given back");
        // Who comes too early may lose the connection.
        Await.until(
            () -> "it serves again\n" + app, () -> Scrape.isAnswered(endpoint) || !app.isAlive());
        assertThat(Scrape.of(endpoint).value("tachograph_build_info")).isEqualTo(1);
        assertThat(app.stderr().stream().filter(line -> line.contains(" WARN "))).hasSize(1);
      } finally {
        for (RawClient client : knocking) {
          client.close();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("dev.tachograph.it.harness.JdkMatrix#secondTurn")
  void fiftyScrapersAgainstThirtyTwoRecordingThreads_loseNothing(Jdk jdk) throws Exception {
    int threads = 32;
    int calls = 20_000;
    JvmCommand command =
        JvmCommand.on(jdk)
            .agent("workers.methods=com.acme.jobs.RecordersApp#act", "timers.distribution=both");
    try (RunningJvm app = PlainApps.recorders(command, threads, calls)) {
      app.awaitStdout("> waiting");
      URI endpoint = app.endpoint();
      assertThat(Scrape.get(endpoint).statusCode()).isEqualTo(200);
      app.type("go on");
      List<Long> lasts =
          together(
              50,
              () -> {
                long last = 0;
                do {
                  long now = Scrape.of(endpoint).count("task_execute_time_seconds_count");
                  assertThat(now).isGreaterThanOrEqualTo(last);
                  last = now;
                } while (app.stdout().stream().noneMatch(line -> line.equals("> recorded")));
                return last;
              });
      assertThat(lasts).hasSize(50).allMatch(last -> last <= (long) threads * calls);
      Scrape scrape = Scrape.of(endpoint);
      for (String count :
          List.of("task_execute_time_seconds_count", "task_execute_time_seconds_window_count")) {
        assertThat(scrape.count(count)).as(count).isEqualTo((long) threads * calls);
      }
      assertThat(scrape.count("task_execute_time_seconds_bucket", "le", "+Inf"))
          .isEqualTo((long) threads * calls);
    }
  }
}
