package dev.tachograph.agent.export.http;

import static dev.tachograph.agent.export.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.testing.CapturedLog;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What many scrapes at once cost: one answer, and memory within a bound. */
class SharedScrapesTest {
  private static final int HOUR = 3_600_000;
  private static final String SCRAPE = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private final CapturedLog log = new CapturedLog();
  private final AtomicInteger collections = new AtomicInteger();
  private final AtomicInteger value = new AtomicInteger(1);
  private final CountDownLatch mayGoOn = new CountDownLatch(1);
  private final List<MetricsEndpoint> endpoints = new ArrayList<>();
  private final List<RawClient> clients = new ArrayList<>();

  private int serve(Collector collector, long answerMemory, int patienceMillis) throws Exception {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(collector);
    HttpOptions options =
        new HttpOptions("127.0.0.1", 0, 1)
            .answerMemory(answerMemory)
            .limits(new ExchangeLimits(64, 16, HOUR, HOUR, patienceMillis));
    MetricsEndpoint endpoint = new MetricsEndpoint(options, new Served(() -> registry));
    endpoints.add(endpoint);
    endpoint.start();
    eventually("the endpoint has a port", () -> endpoint.port() > 0);
    return endpoint.port();
  }

  private RawClient connect(int port) throws Exception {
    RawClient client = new RawClient(port);
    clients.add(client);
    return client;
  }

  @AfterEach
  void stop() throws Exception {
    mayGoOn.countDown();
    for (RawClient client : clients) {
      client.close();
    }
    endpoints.forEach(MetricsEndpoint::close);
    log.close();
  }

  private MetricSnapshot slowValue() {
    collections.incrementAndGet();
    int now = value.get();
    try {
      mayGoOn.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return new GaugeSnapshot(
        new MetricMetadata("slow"), List.of(new GaugeDataPointSnapshot(now, Labels.EMPTY, null)));
  }

  private MetricSnapshot large(int series) {
    List<GaugeDataPointSnapshot> points = new ArrayList<>();
    for (int i = 0; i < series; i++) {
      Labels labels = Labels.of("label", "x".repeat(100) + i);
      points.add(new GaugeDataPointSnapshot(value.get(), labels, null));
    }
    value.incrementAndGet();
    return new GaugeSnapshot(new MetricMetadata("large"), points);
  }

  private static long scrapesUnderWay() {
    return Thread.getAllStackTraces().values().stream()
        .filter(
            stack ->
                Stream.of(stack).anyMatch(call -> call.getClassName().endsWith(".SharedAnswers")))
        .count();
  }

  @Test
  void scrapesThatComeMeanwhileShareTheNextAnswerAndMissNothing() throws Exception {
    int port = serve(this::slowValue, 1 << 20, HOUR);
    RawClient first = connect(port).send(SCRAPE);
    eventually("the first is being answered", () -> collections.get() == 1);
    value.set(2);
    List<RawClient> meanwhile = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      meanwhile.add(connect(port).send(SCRAPE));
    }
    assertThat(connect(port).send("GET /-/healthy HTTP/1.1\r\n\r\n").response()).contains("200 OK");
    // A request that is read may still be on its way to a thread.
    eventually("all of them wait for an answer", () -> scrapesUnderWay() == 9);
    mayGoOn.countDown();

    assertThat(first.response()).endsWith("slow 1.0\n");
    for (RawClient client : meanwhile) {
      assertThat(client.response()).endsWith("slow 2.0\n");
    }
    assertThat(collections.get()).isBetween(2, 4);
  }

  @Test
  void healthIsToldWhileAScrapeHangs() throws Exception {
    int port = serve(this::slowValue, 1 << 20, HOUR);
    for (int i = 0; i < 8; i++) {
      connect(port).send(SCRAPE);
    }
    eventually("one is being answered", () -> collections.get() == 1);

    assertThat(connect(port).send("GET /-/healthy HTTP/1.1\r\n\r\n").response()).contains("200 OK");
  }

  @Test
  void scrapeThatNeedsMoreThanThereIsGetsAStatusAndSaysSoOnce() throws Exception {
    int port = serve(() -> large(20_000), 256 << 10, HOUR);
    for (int i = 0; i < 3; i++) {
      assertThat(connect(port).send(SCRAPE).response())
          .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
          .containsIgnoringCase("\r\nRetry-After: ");
    }
    assertThat(connect(port).send("GET /-/healthy HTTP/1.1\r\n\r\n").response()).contains("200 OK");
    assertThat(log.linesWith("http.answer-memory")).hasSize(1);
  }

  @Test
  void clientsThatNeverReadLoseTheirAnswersToOneThatDoes() throws Exception {
    // Each answer is larger than what a socket takes, and two and a half fit.
    int port = serve(() -> large(100_000), 32 << 20, 500);
    for (int i = 0; i < 20; i++) {
      connect(port).send(SCRAPE);
    }
    RawClient reading = connect(port);
    String response = reading.send(SCRAPE).response();

    assertThat(response).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(response.length()).isGreaterThan(10_000_000);
  }
}
