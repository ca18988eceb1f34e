package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Scrape;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of URIs, as a scraper sees it. */
class HttpTemplatesIT {
  private static final String COUNT = "http_client_request_time_seconds_count";

  static Stream<Jdk> jdks() {
    return Jdks.all().stream().filter(jdk -> jdk.feature() >= 17);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void namesBecomeOneSeries_whenThereAreTooMany_andNoCallIsLost(Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app =
            HttpApp.start(JvmCommand.on(jdk).agent("uri.learn-limit=5"), "JdkCalls", "")) {
      for (int i = 0; i < 5; i++) {
        app.obey("get " + server.url("/ok/" + "abcdefghij".charAt(i) + "/cart"));
      }
      Scrape before = app.jvm().scrape();
      assertThat(before.labelValues(COUNT, "uri"))
          .containsExactly("/ok/a/cart", "/ok/b/cart", "/ok/c/cart", "/ok/d/cart", "/ok/e/cart");
      app.obey("get " + server.url("/ok/f/cart"));
      app.obey("get " + server.url("/ok/a/cart"));
      app.obey("get " + server.url("/ok/12345?page=2"));

      Scrape after = app.jvm().scrape();
      assertThat(after.labelValues(COUNT, "uri")).containsExactly("/ok/{*}", "/ok/{*}/cart");
      assertThat(after.count(COUNT, "uri", "/ok/{*}/cart", "status", "200")).isEqualTo(7);
      assertThat(after.value("http_client_request_time_seconds_sum", "uri", "/ok/{*}/cart"))
          .isGreaterThan(before.sum("http_client_request_time_seconds_sum"));
      assertThat(after.count("tachograph_series", "family", "http_client_request_time_seconds"))
          .isEqualTo(2);
    }
  }

  @Test
  void rulesOfTheConfigurationComeFirst() {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app =
            HttpApp.start(
                JvmCommand.on(Jdks.newest())
                    .agent(
                        "uri.rules.1.pattern=/ok/files/.*",
                        "uri.rules.1.template=/ok/files/{path}",
                        "uri.rules.2.pattern=/ok/([a-z]+)/.*",
                        "uri.rules.2.template=/ok/$1/{rest}"),
                "UrlConnectionCalls",
                "")) {
      app.obey("get " + server.url("/ok/files/a/b/c.txt"));
      app.obey("get " + server.url("/ok/reports/1/2/3"));
      app.obey("get " + server.url("/ok"));
      assertThat(app.jvm().scrape().labelValues(COUNT, "uri"))
          .containsExactly("/ok", "/ok/files/{path}", "/ok/reports/{rest}");
    }
  }

  @Test
  void callsOfApiHostsAreApiRequests() {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app =
            HttpApp.start(
                JvmCommand.on(Jdks.newest()).agent("http-client.api-hosts=127.0.0.1, [::1]"),
                "JdkCalls",
                "")) {
      app.obey("get " + server.url("/ok/17"));
      app.obey("get " + server.url("/missing"));
      // Nobody need listen there, nor need the machine have such addresses.
      for (String host : new String[] {"[::1]", "[0:0:0:0:0:0:0:1]"}) {
        assertThat(app.obey("get http://" + host + ":1/nobody")).contains("threw");
      }
      Scrape scrape = app.jvm().scrape();
      assertThat(
              scrape.count(
                  "api_request_time_seconds_count",
                  "method",
                  "GET",
                  "uri",
                  "/ok/{id}",
                  "status",
                  "200"))
          .isEqualTo(1);
      assertThat(
              scrape.count("api_request_time_seconds_count", "uri", "/nobody", "status", "error"))
          .isEqualTo(2);
      assertThat(scrape.count("api_request_time_seconds_count")).isEqualTo(4);
      assertThat(scrape.samples(COUNT)).isEmpty();
      assertThat(scrape.samples("http_client_requests_in_flight")).isEmpty();
    }
  }

  @Test
  void aClientThatIsSwitchedOff_isLeftAlone() {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app =
            HttpApp.start(
                JvmCommand.on(Jdks.newest()).agent("instrument.jdkhttp.enabled=false"),
                "JdkCalls",
                "")) {
      app.obey("get " + server.url("/ok"));
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.samples(COUNT)).isEmpty();
      assertThat(scrape.labelValues("tachograph_instrumented_classes", "instrumentation"))
          .contains("urlconnection")
          .doesNotContain("jdkhttp");
    }
  }
}
