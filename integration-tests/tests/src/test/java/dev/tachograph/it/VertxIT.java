package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The client of Vert.x 4 and 5. */
class VertxIT {
  private static final String COUNT = "http_client_request_time_seconds_count";

  static Stream<Arguments> versionsAndJdks() {
    return Stream.of("4.0.0", "4.4.9", "5.2.0")
        .flatMap(version -> Jdks.all().stream().map(jdk -> Arguments.of(version, jdk)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void everyCallIsCountedOnce_andNothingElseChanges(String version, Jdk jdk) {
    scenario(version, jdk).everyCallIsCountedOnce_andNothingElseChanges();
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void byDefault_aCallEndsWithTheResponseHead(String version, Jdk jdk) {
    scenario(version, jdk).byDefault_aCallEndsWithTheResponseHead();
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void ifAskedFor_aCallEndsWithItsBody(String version, Jdk jdk) {
    scenario(version, jdk).ifAskedFor_aCallEndsWithItsBody();
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void aRequestThatIsNeverSent_isNoCall(String version, Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), "VertxCalls", "vertx-" + version)) {
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

  private static HttpClientScenario scenario(String version, Jdk jdk) {
    return new HttpClientScenario("vertx", "VertxCalls", "vertx-" + version, jdk);
  }
}
