package dev.tachograph.it;

import dev.tachograph.it.harness.Jdks;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One HTTP client in each of its versions, on each JDK; the JDK's own on each update of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpClientIT {
  abstract Stream<TestedClient> versions();

  Stream<HttpClientScenario> scenarios() {
    return scenarios(versions());
  }

  static Stream<HttpClientScenario> scenarios(Stream<TestedClient> clients) {
    return clients.flatMap(
        client ->
            (client.library().isEmpty() ? Jdks.builds() : Jdks.all())
                .stream()
                    .filter(jdk -> jdk.feature() >= client.jdk())
                    .map(jdk -> new HttpClientScenario(client, jdk)));
  }

  /** Those that hand on the head of a response before its body. */
  Stream<TestedClient> versionsWithHeads() {
    return versions();
  }

  /** Where a call of a library ends is for the library to say, on whichever JDK. */
  Stream<HttpClientScenario> scenariosWithHeads() {
    return versionsWithHeads()
        .flatMap(
            client ->
                client.library().isEmpty()
                    ? scenarios(Stream.of(client))
                    : Stream.of(new HttpClientScenario(client, Jdks.newest())));
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyCallIsCountedOnce_andNothingElseChanges(HttpClientScenario scenario) {
    scenario.everyCallIsCountedOnce_andNothingElseChanges();
  }

  @ParameterizedTest
  @MethodSource("scenariosWithHeads")
  void byDefault_aCallEndsWithTheResponseHead(HttpClientScenario scenario) {
    scenario.byDefault_aCallEndsWithTheResponseHead();
  }

  @ParameterizedTest
  @MethodSource("scenariosWithHeads")
  void ifAskedFor_aCallEndsWithItsBody(HttpClientScenario scenario) {
    scenario.ifAskedFor_aCallEndsWithItsBody();
  }
}
