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

class HttpEngineProbeTest {
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
        Catalogue.documented(registry, null),
        new HttpClientSettings(
            new UriTemplates(), new UriTemplates(List.of(), 3), untilBodyEnds, Set.of()),
        message -> {});
    Probes.prepare();
  }

  private static void started(Object carrier, String path) {
    HttpEngineProbe.started(carrier, "c", "http", "GET", "host", 8080, path);
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
    HttpEngineProbe.respondedUnless(true, carrier, 302);
    started(carrier, "/new");
    HttpEngineProbe.respondedUnless(false, carrier, 200);

    assertThat(calls()).containsExactly("/old 200 1");
  }

  @Test
  void aCarrierWhoseCallHasEnded_beginsAnother() {
    started(carrier, "/first");
    HttpEngineProbe.responded(carrier, 200);
    started(carrier, "/second");
    HttpEngineProbe.responded(carrier, 200);

    assertThat(calls()).containsExactly("/first 200 1", "/second 200 1");
  }

  @Test
  void tunnelsAndWebSockets_areNoCalls() {
    HttpEngineProbe.started(carrier, "c", "http", "CONNECT", "host", 443, "host:443");
    HttpEngineProbe.started(carrier, "c", "wss", "GET", "host", -1, "/socket");
    HttpEngineProbe.responded(carrier, 101);

    assertThat(calls()).isEmpty();
  }

  @Test
  void anEndWithoutAFailure_countsOnlyAfterTheResponse() {
    install(true);
    started(carrier, "/slow");
    HttpEngineProbe.ended(carrier);
    assertThat(calls()).isEmpty();

    HttpEngineProbe.responded(carrier, 200);
    assertThat(calls()).isEmpty();

    HttpEngineProbe.ended(carrier);
    assertThat(calls()).containsExactly("/slow 200 1");
  }

  @Test
  void aFailureThatIsTriedAgain_isNotTheEnd() {
    started(carrier, "/flaky");
    HttpEngineProbe.failedUnless(true, carrier, new IOException());
    HttpEngineProbe.failedUnless(false, carrier, new IOException());

    assertThat(calls()).containsExactly("/flaky error 1");
  }

  @Test
  void anAnnouncedCall_beginsWithItsAddress() {
    Object sink = new Object();
    HttpEngineProbe.announced(carrier, "http://ignored", "/later", new Object(), null);
    HttpEngineProbe.linked(sink, carrier);
    HttpEngineProbe.subscriptionCancelled(sink);
    assertThat(calls()).isEmpty();

    HttpEngineProbe.addressed(
        carrier, "c", "GET", InetSocketAddress.createUnresolved("host", 8080));
    HttpEngineProbe.addressed(
        carrier, "c", "GET", InetSocketAddress.createUnresolved("other", 8080));
    HttpEngineProbe.subscriptionCancelled(sink);
    assertThat(calls()).containsExactly("/later error 1");
  }

  @Test
  void aHandshakeThatWasAnnounced_isNoCall() {
    HttpEngineProbe.announced(carrier, null, "/socket", new Object(), "a specification");
    HttpEngineProbe.addressed(
        carrier, "c", "GET", InetSocketAddress.createUnresolved("host", 8080));
    HttpEngineProbe.responded(carrier, 101);

    assertThat(calls()).isEmpty();
  }

  @Test
  void aRequestThatIsAskedForMeanwhile_followsARedirect() {
    CompletableFuture<Object> first = new CompletableFuture<>();
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/old", first);
    first.complete(carrier);
    HttpAskedProbe.sent(carrier);
    Object before = HttpEngineProbe.entered(carrier);
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/new", second);
    HttpEngineProbe.left(before);
    second.complete(next);
    HttpAskedProbe.sent(next);
    HttpEngineProbe.responded(next, 200);

    assertThat(calls()).containsExactly("/old 200 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestThatWasAskedForElsewhere_followsARedirectAllTheSame() {
    CompletableFuture<Object> first = new CompletableFuture<>();
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/old", first);
    first.complete(carrier);
    HttpAskedProbe.sent(carrier);
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/new", second);
    second.complete(next);
    HttpAskedProbe.followed(carrier, next);
    HttpAskedProbe.sent(next);
    HttpEngineProbe.responded(next, 200);

    assertThat(calls()).containsExactly("/old 200 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestThatFollowsOneWhichHasItsResponse_isACallOfItsOwn() {
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    started(carrier, "/old");
    HttpEngineProbe.responded(carrier, 200);
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/new", second);
    second.complete(next);
    HttpAskedProbe.followed(carrier, next);
    HttpAskedProbe.sent(next);
    HttpEngineProbe.responded(next, 200);

    assertThat(calls()).containsExactly("/new 200 1", "/old 200 1");
  }

  @Test
  void whatIsAskedForWhileTheBodyOfARedirectEnds_followsIt() {
    CompletableFuture<Object> second = new CompletableFuture<>();
    Object next = new Object();
    started(carrier, "/old");
    Object before = HttpEngineProbe.endedIn(carrier);
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/new", second);
    HttpEngineProbe.left(before);
    second.complete(next);
    HttpEngineProbe.responded(next, 200);

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
    HttpEngineProbe.endsWith(carrier, answered, null);
    HttpEngineProbe.responded(carrier, 200);
    started(other, "/broken");
    HttpEngineProbe.endsWith(other, broken, null);
    assertThat(inFlight()).isEqualTo(2);

    answered.complete("done");
    broken.completeExceptionally(new IOException());
    assertThat(calls()).containsExactly("/broken error 1", "/fine 200 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aCallWithoutAStage_hasFailedAtOnce() {
    started(carrier, "/refused");
    HttpEngineProbe.endsWith(carrier, null, new IOException());

    assertThat(calls()).containsExactly("/refused error 1");
  }

  @Test
  void aTemplateThatBecomesKnownOnTheWay_isThatOfTheCall() {
    Object before = HttpTemplateProbe.entered();
    HttpTemplateProbe.known("/users/{id}");
    started(carrier, "/users/karl");
    HttpTemplateProbe.left(before);
    HttpEngineProbe.responded(carrier, 200);
    started(carrier, "/users/rosa");
    HttpEngineProbe.responded(carrier, 200);

    assertThat(calls()).containsExactly("/users/rosa 200 1", "/users/{id} 200 1");
  }

  @Test
  void aRequestThatIsNotHad_isAFailedCall() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpAskedProbe.asked("c", "GET", "host", null, "/refused", request);
    request.completeExceptionally(new IOException());

    assertThat(calls()).containsExactly("/refused error 1");
  }

  @Test
  void aRequestThatIsNeverSent_isNoCall() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/x", request);
    assertThat(inFlight()).isEqualTo(1);
    request.complete(carrier);
    assertThat(inFlight()).isZero();
    HttpAskedProbe.failed(carrier, new IOException());
    HttpAskedProbe.sent(carrier);
    HttpEngineProbe.responded(carrier, 200);

    assertThat(calls()).isEmpty();
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestThatIsSent_isUnderWayFromThenOn() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/x", request);
    request.complete(carrier);
    HttpAskedProbe.sent(carrier);
    HttpAskedProbe.sent(carrier);
    assertThat(inFlight()).isEqualTo(1);
    HttpAskedProbe.failed(carrier, new IOException());

    assertThat(calls()).containsExactly("/x error 1");
    assertThat(inFlight()).isZero();
  }

  @Test
  void aRequestMayBeSentBeforeOneIsTold() {
    CompletableFuture<Object> request = new CompletableFuture<>();
    HttpAskedProbe.asked("c", "GET", "host", 8080, "/x", request);
    HttpAskedProbe.sent(carrier);
    request.complete(carrier);
    HttpEngineProbe.responded(carrier, 200);

    assertThat(calls()).containsExactly("/x 200 1");
    assertThat(inFlight()).isZero();
  }
}
