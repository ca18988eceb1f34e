package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Scrape;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Versions of clients that are too old: they work as ever, and are named. */
class LeftAloneIT {
  static Stream<Arguments> librariesAndJdks() {
    return JdkMatrix.of(
        Stream.of(
            new String[] {
              "Vertx3Calls", "vertx-3.9.16", "vertx", "io.vertx.core.http.impl.HttpClientImpl"
            },
            new String[] {
              "ReactorNettyCalls",
              "reactornetty-0.9.25",
              "reactornetty",
              "reactor.netty.http.client.HttpClientConnect$HttpClientHandler"
            },
            new String[] {"Ktor1Calls", "ktor-1.6.8", "ktor", "io.ktor.client.HttpClient"}),
        Jdks.all());
  }

  @ParameterizedTest
  @MethodSource("librariesAndJdks")
  void aVersionThatDoesNotFit_isNamedOnce_andNotMeasured(
      String calls, String library, String client, String className, Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), calls, library)) {
      for (int i = 0; i < 3; i++) {
        assertThat(app.obey("get " + server.url("/ok"))).contains("200 4 bytes");
      }
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.samples("http_client_request_time_seconds_count")).isEmpty();
      assertThat(scrape.samples("http_client_requests_in_flight")).isEmpty();
      assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();

      ExitedJvm exited = app.exit();
      String named = "tachograph WARN " + client + ": " + className + " is left as it is";
      assertThat(exited.stderr().stream().filter(line -> line.startsWith(named))).hasSize(1);
    }
  }
}
