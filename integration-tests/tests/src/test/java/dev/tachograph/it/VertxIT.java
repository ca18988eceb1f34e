package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.HTTP2;
import static dev.tachograph.it.TestedClient.Ability.MULTIPLEXING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client of Vert.x 4 and 5. */
class VertxIT extends HttpClientIT {
  private static final String COUNT = "http_client_request_time_seconds_count";

  @Override
  Stream<TestedClient> versions() {
    return Stream.of(vertx("4.0.0"), vertx("4.4.9"), vertx("5.2.0"));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions("Vert.x", versions().toArray(TestedClient[]::new));
  }

  private static TestedClient vertx(String version) {
    return TestedClient.of(
        "vertx", "VertxCalls", "vertx-" + version, REDIRECTED, HTTP2, MULTIPLEXING);
  }

  Stream<Arguments> clientsAndJdks() {
    return JdkMatrix.of(JdkMatrix.oldestAndNewest(versions()), Jdks.all());
  }

  @ParameterizedTest
  @MethodSource("clientsAndJdks")
  void aRequestThatIsNeverSent_isNoCall(TestedClient client, Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), client.calls(), client.library())) {
      assertThat(app.obey("prepare " + server.url("/ok"))).endsWith("not sent");
      Await.until(
          () -> "no call under way",
          () -> app.jvm().scrape().sum("http_client_requests_in_flight", "client", "vertx") == 0);
      app.obey("get " + server.url("/ok"));
      Await.until(() -> "one call", () -> app.jvm().scrape().count(COUNT, "client", "vertx") >= 1);

      assertThat(app.jvm().scrape().count(COUNT)).isEqualTo(1);
      assertThat(app.jvm().scrape().sum("http_client_requests_in_flight")).isZero();
    }
  }
}
