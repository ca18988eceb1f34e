package dev.tachograph.bootstrap.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.bootstrap.Catalogue;
import dev.tachograph.bootstrap.Probes;
import dev.tachograph.bootstrap.metrics.Distribution;
import dev.tachograph.bootstrap.metrics.MetricFamily;
import dev.tachograph.bootstrap.metrics.MetricRegistry;
import dev.tachograph.bootstrap.metrics.Series;
import dev.tachograph.bootstrap.metrics.Timer;
import dev.tachograph.bootstrap.metrics.TimerPolicy;
import dev.tachograph.bootstrap.metrics.UpDownCounter;
import dev.tachograph.bootstrap.operation.OperationSettings;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpExchangeProbeTest {
  private final MetricRegistry registry =
      new MetricRegistry(
          10,
          100,
          new TimerPolicy() {
            @Override
            public Distribution distribution(String family) {
              return Distribution.QUANTILES;
            }

            @Override
            public double[] buckets(String family, double[] defaultBuckets) {
              return defaultBuckets;
            }
          });
  private final Object carrier = new Object();

  @BeforeEach
  void install() {
    install(false);
  }

  private void install(boolean untilBodyEnds) {
    Probes.install(
        Catalogue.documented(registry, OperationSettings.defaults(), null),
        new HttpClientSettings(
            new UriTemplates(), new UriTemplates(List.of(), 3), untilBodyEnds, Set.of()),
        message -> {});
    Probes.prepare();
  }

  private static void started(Object carrier, String path) {
    HttpExchangeProbe.started(carrier, "c", "http", "GET", "host", 8080, path);
  }

  /** {@code uri status count} of all calls. */
  private Set<String> calls() {
    Set<String> calls = new TreeSet<>();
    for (MetricFamily<?> family : registry.families()) {
      if (family.name().equals("http_client_request_time_seconds")) {
        for (Series series : family.allSeries()) {
          List<String> labels = series.labelValues();
          long count = Objects.requireNonNull(((Timer) series).window()).snapshot().count();
          if (count > 0) {
            calls.add(labels.get(3) + " " + labels.get(4) + " " + count);
          }
        }
      }
    }
    return calls;
  }

  private double inFlight() {
    double sum = 0;
    for (MetricFamily<?> family : registry.families()) {
      if (family.name().equals("http_client_requests_in_flight")) {
        for (Series series : family.allSeries()) {
          sum += ((UpDownCounter) series).value();
        }
      }
    }
    return sum;
  }

  @Test
  void aRedirect_isPartOfTheCall() {
    started(carrier, "/old");
    HttpExchangeProbe.respondedUnless(true, carrier, 302);
    started(carrier, "/new");
    HttpExchangeProbe.respondedUnless(false, carrier, 200);

    assertThat(calls()).containsExactly("/old 200 1");
  }

  @Test
  void aCarrierWhoseCallHasEnded_beginsAnother() {
    started(carrier, "/first");
    HttpExchangeProbe.responded(carrier, 200);
    started(carrier, "/second");
    HttpExchangeProbe.responded(carrier, 200);

    assertThat(calls()).containsExactly("/first 200 1", "/second 200 1");
  }

  @Test
  void tunnelsAndWebSockets_areNoCalls() {
    HttpExchangeProbe.started(carrier, "c", "http", "CONNECT", "host", 443, "host:443");
    HttpExchangeProbe.started(carrier, "c", "wss", "GET", "host", -1, "/socket");
    HttpExchangeProbe.responded(carrier, 101);

    assertThat(calls()).isEmpty();
  }

  @Test
  void anEndWithoutAFailure_countsOnlyAfterTheResponse() {
    install(true);
    started(carrier, "/slow");
    HttpExchangeProbe.ended(carrier);
    assertThat(calls()).isEmpty();

    HttpExchangeProbe.responded(carrier, 200);
    assertThat(calls()).isEmpty();

    HttpExchangeProbe.ended(carrier);
    assertThat(calls()).containsExactly("/slow 200 1");
  }

  @Test
  void aFailureThatIsTriedAgain_isNotTheEnd() {
    started(carrier, "/flaky");
    HttpExchangeProbe.failedUnless(true, carrier, new IOException());
    HttpExchangeProbe.failedUnless(false, carrier, new IOException());

    assertThat(calls()).containsExactly("/flaky error 1");
  }

  @Test
  void anAnnouncedCall_beginsWithItsAddress() {
    Object sink = new Object();
    HttpExchangeProbe.announced(carrier, "http://ignored", "/later", new Object(), null);
    HttpExchangeProbe.linked(sink, carrier);
    HttpExchangeProbe.subscriptionCancelled(sink);
    assertThat(calls()).isEmpty();

    HttpExchangeProbe.addressed(
        carrier, "c", "GET", InetSocketAddress.createUnresolved("host", 8080));
    HttpExchangeProbe.addressed(
        carrier, "c", "GET", InetSocketAddress.createUnresolved("other", 8080));
    HttpExchangeProbe.subscriptionCancelled(sink);
    assertThat(calls()).containsExactly("/later error 1");
  }

  @Test
  void aHandshakeThatWasAnnounced_isNoCall() {
    HttpExchangeProbe.announced(carrier, null, "/socket", new Object(), "a specification");
    HttpExchangeProbe.addressed(
        carrier, "c", "GET", InetSocketAddress.createUnresolved("host", 8080));
    HttpExchangeProbe.responded(carrier, 101);

    assertThat(calls()).isEmpty();
  }

  @Test
  void aRequestThatIsAskedForMeanwhile_followsARedirect() {
    CompletableFuture<Object> first = new CompletableFuture<>();
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/old", first);
    first.complete(carrier);
    HttpRequestProbe.sent(carrier);
    Object before = HttpExchangeProbe.entered(carrier);
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/new", second);
    HttpExchangeProbe.left(before);
    second.complete(next);
    HttpRequestProbe.sent(next);
    HttpExchangeProbe.responded(next, 200);

    assertThat(calls()).containsExactly("/old 200 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestThatWasAskedForElsewhere_followsARedirectAllTheSame() {
    CompletableFuture<Object> first = new CompletableFuture<>();
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/old", first);
    first.complete(carrier);
    HttpRequestProbe.sent(carrier);
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/new", second);
    second.complete(next);
    HttpRequestProbe.followed(carrier, next);
    HttpRequestProbe.sent(next);
    HttpExchangeProbe.responded(next, 200);

    assertThat(calls()).containsExactly("/old 200 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestThatFollowsOneWhichHasItsResponse_isACallOfItsOwn() {
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    started(carrier, "/old");
    HttpExchangeProbe.responded(carrier, 200);
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/new", second);
    second.complete(next);
    HttpRequestProbe.followed(carrier, next);
    HttpRequestProbe.sent(next);
    HttpExchangeProbe.responded(next, 200);

    assertThat(calls()).containsExactly("/new 200 1", "/old 200 1");
  }

  @Test
  void whatIsAskedForWhileTheBodyOfARedirectEnds_followsIt() {
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    started(carrier, "/old");
    Object before = HttpExchangeProbe.endedIn(carrier);
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/new", second);
    HttpExchangeProbe.left(before);
    second.complete(next);
    HttpExchangeProbe.responded(next, 200);

    assertThat(calls()).containsExactly("/old 200 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aCallEndsWithItsStage_answeredOrNot() {
    CompletableFuture<Object> answered = new CompletableFuture<>();
    CompletableFuture<Object> broken = new CompletableFuture<>();
    Object other = new Object();
    install(true);
    started(carrier, "/fine");
    HttpExchangeProbe.endsWith(carrier, answered, null);
    HttpExchangeProbe.responded(carrier, 200);
    started(other, "/broken");
    HttpExchangeProbe.endsWith(other, broken, null);
    assertThat(inFlight()).isEqualTo(2);

    answered.complete("done");
    broken.completeExceptionally(new IOException());
    assertThat(calls()).containsExactly("/broken error 1", "/fine 200 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aCallWithoutAStage_hasFailedAtOnce() {
    started(carrier, "/refused");
    HttpExchangeProbe.endsWith(carrier, null, new IOException());

    assertThat(calls()).containsExactly("/refused error 1");
  }

  @Test
  void aTemplateThatBecomesKnownOnTheWay_isThatOfTheCall() {
    Object before = HttpTemplateProbe.entered();
    HttpTemplateProbe.known("/users/{id}");
    started(carrier, "/users/karl");
    HttpTemplateProbe.left(before);
    HttpExchangeProbe.responded(carrier, 200);
    started(carrier, "/users/rosa");
    HttpExchangeProbe.responded(carrier, 200);

    assertThat(calls()).containsExactly("/users/rosa 200 1", "/users/{id} 200 1");
  }

  @Test
  void aRequestThatIsNotHad_isAFailedCall() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpRequestProbe.asked("c", "GET", "host", null, "/refused", request);
    request.completeExceptionally(new IOException());

    assertThat(calls()).containsExactly("/refused error 1");
  }

  @Test
  void aRequestThatTheClientDoesNotTake_isNoCall() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    Object asked = HttpRequestProbe.asked("c", "GET", "host", 8080, "/x", request);
    HttpRequestProbe.notAsked(asked, null);
    assertThat(inFlight()).isEqualTo(1);
    HttpRequestProbe.notAsked(asked, new IllegalStateException());

    assertThat(calls()).isEmpty();
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestThatIsNeverSent_isNoCall() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/x", request);
    assertThat(inFlight()).isEqualTo(1);
    request.complete(carrier);
    assertThat(inFlight()).isZero();
    HttpRequestProbe.failed(carrier, new IOException());
    HttpRequestProbe.sent(carrier);
    HttpExchangeProbe.responded(carrier, 200);

    assertThat(calls()).isEmpty();
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestThatIsSent_isUnderWayFromThenOn() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/x", request);
    request.complete(carrier);
    HttpRequestProbe.sent(carrier);
    HttpRequestProbe.sent(carrier);
    assertThat(inFlight()).isEqualTo(1);
    HttpRequestProbe.failed(carrier, new IOException());

    assertThat(calls()).containsExactly("/x error 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestMayBeSentBeforeOneIsTold() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpRequestProbe.asked("c", "GET", "host", 8080, "/x", request);
    HttpRequestProbe.sent(carrier);
    request.complete(carrier);
    HttpExchangeProbe.responded(carrier, 200);

    assertThat(calls()).containsExactly("/x 200 1");
    assertThat(inFlight()).isZero();
  }
}
