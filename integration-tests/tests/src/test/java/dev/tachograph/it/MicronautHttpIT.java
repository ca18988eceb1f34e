package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Scrape;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Micronaut's client over Netty, 4 and 5. */
class MicronautHttpIT extends HttpClientIT {
  private static final String COUNT = "http_client_request_time_seconds_count";
  private static final String IN_FLIGHT = "http_client_requests_in_flight";
  private static final String TASKS = "task_execute_time_seconds_count";

  @Override
  Stream<TestedClient> versions() {
    return Stream.of(
        micronaut("4.0.0"),
        micronaut("4.7.14"),
        micronaut("4.10.37"),
        micronaut("5.2.23").since(25));
  }

  /** Not all that version 5.0 needs can be had. */
  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions(
            "Micronaut's HTTP client", versions().toArray(TestedClient[]::new))
        .filter(client -> !client.library().endsWith("5.0.2"));
  }

  private static TestedClient micronaut(String version) {
    return TestedClient.of("micronauthttp", "MicronautCalls", "micronaut-" + version, REDIRECTED);
  }

  @Override
  @ParameterizedTest
  @MethodSource("scenariosWithHeads")
  void ifAskedFor_aCallEndsWithItsBody(HttpClientScenario scenario) {
    scenario.ifAskedFor_aCallEndsWithItsBody_unlessThatIsStreamed();
  }

  static Stream<Arguments> inAContext() {
    return Stream.concat(
        Stream.of(Arguments.of("4.10.37", 17, Jdks.newest())),
        JdkMatrix.ifFull(() -> Stream.of(Arguments.of("5.2.23", 25, Jdks.newestAtLeast(25)))));
  }

  /** However it is called, and if a filter answers, nobody is. */
  @ParameterizedTest
  @MethodSource("inAContext")
  void interfacesStreamsAndWhatFiltersHandOn_areCalls(String version, int release, Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app =
            HttpApp.startCompiled(
                JvmCommand.on(jdk).agent(),
                "MicronautInterfaces",
                "micronautbeans-" + version,
                release)) {
      List<String> declared = List.of("declared", "later", "scheduled");
      for (String way : declared) {
        assertThat(app.obey("get " + server.url("/ok/" + way))).doesNotContain("threw");
      }
      List<String> others = List.of("blocking", "retrieve", "data", "stream", "delayed");
      for (String way : others) {
        assertThat(app.obey("get " + server.url("/ok/" + way))).doesNotContain("threw");
      }
      assertThat(app.obey("get " + server.url("/ok/answered"))).contains("answered");
      // What comes is no JSON, which not all versions tell. The response is one all the same.
      app.obey("get " + server.url("/ok/json"));
      assertThat(app.obey("get " + server.url("/redirect"))).doesNotContain("threw");
      assertThat(app.obey("get " + server.url("/silent/expired"))).contains("TimeoutException");

      long calls = declared.size() + others.size() + 3;
      Await.until(
          () -> calls + " calls and a task\n" + app.jvm(),
          () -> {
            Scrape seen = app.jvm().scrape();
            return seen.count(COUNT) >= calls && seen.sum(IN_FLIGHT) == 0 && seen.count(TASKS) > 0;
          });
      Scrape scrape = app.jvm().scrape();
      String all = scrape.samples(COUNT).toString();
      assertThat(scrape.count(COUNT)).as(all).isEqualTo(calls);
      // A redirect takes one more, and is a part of its call.
      assertThat(server.requests()).hasSize((int) calls + 1);
      assertThat(scrape.labelValues(COUNT, "client")).containsExactly("micronauthttp");
      assertThat(scrape.count(COUNT, "uri", "/ok/{name}")).as(all).isEqualTo(declared.size());
      assertThat(scrape.count(COUNT, "uri", "/redirect", "status", "200")).as(all).isEqualTo(1);
      assertThat(scrape.count(COUNT, "status", "error")).as(all).isEqualTo(1);
      assertThat(
              scrape.count(
                  "http_client_request_errors_total", "exception", "CancellationException"))
          .isEqualTo(1);
      assertThat(scrape.sum(IN_FLIGHT)).isZero();
      assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();
      assertThat(scrape.count(TASKS, "taskType", "Jobs.order", "status", "SUCCESS")).isEqualTo(1);
    }
  }
}
