package dev.tachograph.it;

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

/** Clients that are built on a client: a call is counted once, there. */
class LayeredClientsIT {
  private static final String COUNT = "http_client_request_time_seconds_count";

  static Stream<Arguments> librariesAndJdks() {
    return JdkMatrix.of(
        Stream.of(
            new String[] {"AwsApacheCalls", "awssync-2.17.0", "apache4"},
            new String[] {"AwsApacheCalls", "awssync-2.59.1", "apache4"},
            new String[] {"AwsUrlConnectionCalls", "awssync-2.17.0", "urlconnection"},
            new String[] {"AwsUrlConnectionCalls", "awssync-2.59.1", "urlconnection"},
            new String[] {"GoogleCalls", "google-1.19.0", "urlconnection"},
            new String[] {"GoogleCalls", "google-2.2.0", "urlconnection"},
            new String[] {"JerseyCalls", "jersey-2.25.1", "urlconnection"},
            new String[] {"JakartaJerseyCalls", "jersey-4.0.2", "urlconnection"},
            new String[] {"MicronautJdkCalls", "micronautjdk-4.10.15", "jdkhttp"},
            new String[] {"KtorOkHttpCalls", "ktorokhttp-3.6.1", "okhttp"}),
        Jdks.all());
  }

  @ParameterizedTest
  @MethodSource("librariesAndJdks")
  void aCallIsCountedOnce_inTheClientBelow(String calls, String library, String client, Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), calls, library)) {
      for (int i = 1; i <= 3; i++) {
        assertThat(app.obey("get " + server.url("/ok/" + i))).doesNotContain("threw");
      }
      Await.until(
          () -> "three calls, not " + app.jvm().scrape().samples(COUNT),
          () -> app.jvm().scrape().count(COUNT) >= 3);

      assertThat(app.jvm().scrape().count(COUNT)).isEqualTo(3);
      assertThat(
              app.jvm().scrape().count(COUNT, "client", client, "uri", "/ok/{id}", "status", "200"))
          .as(() -> app.jvm().scrape().samples(COUNT).toString())
          .isEqualTo(3);
      assertThat(server.requests()).hasSize(3);
    }
  }
}
