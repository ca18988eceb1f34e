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

/** Libraries that know a call's template, over the clients that make the calls. */
class UriTemplateIT {
  private static final String COUNT = "http_client_request_time_seconds_count";

  static Stream<Arguments> librariesAndJdks() {
    return JdkMatrix.of(
        Stream.of(
            new String[] {"RestTemplateCalls", "spring-web-4.3.30", "urlconnection"},
            new String[] {"RestTemplateCalls", "spring-web-7.0.9", "urlconnection"},
            new String[] {"RestClientCalls", "spring-web-6.1.0", "jdkhttp"},
            new String[] {"RestClientCalls", "spring-web-7.0.9", "jdkhttp"},
            new String[] {"WebClientTemplateCalls", "spring-webflux-5.3.0", "reactornetty"},
            new String[] {"WebClientTemplateCalls", "spring-webflux-7.0.9", "reactornetty"},
            new String[] {"FeignCalls", "feign-9.7.0", "urlconnection"},
            new String[] {"FeignCalls", "feign-13.13", "urlconnection"},
            new String[] {"JerseyTemplateCalls", "jersey-2.25.1", "urlconnection"},
            new String[] {"JakartaJerseyTemplateCalls", "jersey-4.0.2", "urlconnection"},
            new String[] {"DropwizardJerseyTemplateCalls", "dropwizard-1.3.29", "apache4"},
            new String[] {"JakartaDropwizardJerseyTemplateCalls", "dropwizard-5.0.1", "apache5"},
            new String[] {"JakartaJerseyTemplateCalls", "resteasy-3.0.0", "vertx"},
            new String[] {"JakartaJerseyTemplateCalls", "resteasy-3.33.2", "vertx"},
            new String[] {"RetrofitCalls", "retrofit-2.0.0", "okhttp"},
            new String[] {"RetrofitCalls", "retrofit-3.0.0", "okhttp"}),
        Jdks.all());
  }

  @ParameterizedTest
  @MethodSource("librariesAndJdks")
  void callsWithATemplate_areOneSeries_andCountedOnce(
      String adapter, String library, String client, Jdk jdk) {
    String template = adapter.contains("Jersey") ? "/{first}/{name}" : "/ok/{name}";
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), adapter, library)) {
      for (String name : new String[] {"alice", "bob", "carol"}) {
        assertThat(app.obey("get " + server.url("/ok/" + name))).doesNotContain("threw");
      }
      String asynchronous = app.obey("async " + server.url("/ok/dave"));
      assertThat(asynchronous).doesNotContain("threw");
      int calls = asynchronous.endsWith("unsupported") ? 3 : 4;
      Await.until(
          () -> calls + " calls, not " + app.jvm().scrape().samples(COUNT),
          () -> app.jvm().scrape().count(COUNT) == calls);

      assertThat(
              app.jvm().scrape().count(COUNT, "client", client, "uri", template, "status", "200"))
          .as(() -> app.jvm().scrape().samples(COUNT).toString())
          .isEqualTo(calls);
      assertThat(server.requests()).hasSize(calls);
    }
  }
}
