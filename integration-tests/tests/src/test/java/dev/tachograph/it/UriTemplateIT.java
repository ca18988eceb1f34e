package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Libraries that know a call's template, over the clients that make the calls. */
class UriTemplateIT {
  private static final String COUNT = "http_client_request_time_seconds_count";

  static Stream<Arguments> librariesAndJdks() {
    return Stream.concat(
        JdkMatrix.of(versions(), Jdks.all()), JdkMatrix.ifFull(UriTemplateIT::otherVersions));
  }

  private static Stream<String[]> versions() {
    return Stream.of(
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
        new String[] {"RetrofitCalls", "retrofit-2.0.0", "okhttp"},
        new String[] {"RetrofitCalls", "retrofit-3.0.0", "okhttp"},
        new String[] {"DropwizardJerseyTemplateCalls", "dropwizard-1.3.29", "apache4"},
        new String[] {"JakartaDropwizardJerseyTemplateCalls", "dropwizard-5.0.1", "apache5"},
        new String[] {"JakartaJerseyTemplateCalls", "resteasy-3.0.0", "vertx"},
        new String[] {"JakartaJerseyTemplateCalls", "resteasy-3.37.4", "vertx"});
  }

  /** Each version that the fit matrix looks at besides, on one JDK. */
  private static Stream<Arguments> otherVersions() {
    TestedClient[] clients =
        versions().map(row -> TestedClient.of(row[2], row[0], row[1])).toArray(TestedClient[]::new);
    // From then on, it needs a part more, and has another package.
    TestedClient split = TestedClient.of("urlconnection", "JerseyTemplateCalls", "jersey-2.26");
    TestedClient jakarta =
        TestedClient.of("urlconnection", "JakartaJerseyTemplateCalls", "jersey-3.0.18");
    TestedClient six =
        TestedClient.of("reactornetty", "WebClientTemplateCalls", "spring-webflux-6.0.23");
    List<TestedClient> others =
        Stream.of(
                TestedClient.otherVersions("spring-web", clients[0], clients[1]),
                TestedClient.otherVersions("spring-web", clients[2], clients[3])
                    .filter(client -> client.library().matches(".*@6\\.[12]\\..*")),
                Stream.of(six),
                TestedClient.otherVersions("spring-webflux", clients[4], six, clients[5]),
                TestedClient.otherVersions("Feign", clients[6], clients[7]),
                Stream.of(split, jakarta),
                TestedClient.otherVersions("Jersey", clients[8], split, jakarta, clients[9]),
                TestedClient.otherVersions("Retrofit", clients[10], clients[11]))
            .flatMap(versions -> versions)
            .toList();
    List<Jdk> jdks = Stream.of(Jdks.atLeast(17), Jdks.newest()).distinct().toList();
    return IntStream.range(0, others.size())
        .mapToObj(
            i -> {
              TestedClient other = others.get(i);
              return Arguments.of(
                  other.calls(), other.library(), other.label(), JdkMatrix.inTurn(i, jdks));
            });
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
