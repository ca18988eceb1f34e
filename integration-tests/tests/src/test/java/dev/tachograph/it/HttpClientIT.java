package dev.tachograph.it;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One HTTP client in each of its versions; the JDK's own on each update of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HttpClientIT {
  abstract Stream<TestedClient> versions();

  /** The versions that are run if not everything is. */
  Stream<TestedClient> usualVersions() {
    return JdkMatrix.oldestAndNewest(versions());
  }

  /** The versions that are run only if everything is, besides. */
  Stream<TestedClient> versionsInBetween() {
    return Stream.empty();
  }

  Stream<HttpClientScenario> scenarios() {
    return Stream.concat(scenarios(usualVersions()), scenariosInBetween());
  }

  private Stream<HttpClientScenario> scenariosInBetween() {
    return JdkMatrix.ifFull(
        () -> {
          List<HttpClientScenario> scenarios = new ArrayList<>();
          for (TestedClient client : versionsInBetween().toList()) {
            Jdk jdk = JdkMatrix.inTurn(scenarios.size(), jdks(client));
            scenarios.add(new HttpClientScenario(client, jdk));
          }
          return scenarios.stream();
        });
  }

  static Stream<HttpClientScenario> scenarios(Stream<TestedClient> clients) {
    List<HttpClientScenario> scenarios = new ArrayList<>();
    for (TestedClient client : clients.toList()) {
      for (Jdk jdk : jdks(client, scenarios.size())) {
        scenarios.add(new HttpClientScenario(client, jdk));
      }
    }
    return scenarios.stream();
  }

  private static List<Jdk> jdks(TestedClient client, int index) {
    if (client.library().isEmpty()) {
      return Jdks.builds();
    }
    return JdkMatrix.jdks(index, jdks(client));
  }

  private static List<Jdk> jdks(TestedClient client) {
    return Jdks.all().stream().filter(jdk -> jdk.feature() >= client.jdk()).toList();
  }

  /** Those that hand on the head of a response before its body. */
  Stream<TestedClient> versionsWithHeads() {
    return versions();
  }

  /** Where a call of a library ends is for the library to say, on whichever JDK. */
  Stream<HttpClientScenario> scenariosWithHeads() {
    return Stream.concat(
            JdkMatrix.newest(versionsWithHeads()),
            JdkMatrix.ifFull(this::versionsInBetween).filter(this::canEndWithBodies))
        .flatMap(
            client ->
                client.library().isEmpty()
                    ? scenarios(Stream.of(client))
                    : Stream.of(new HttpClientScenario(client, Jdks.newest())));
  }

  /** Whether a call of that version between the others can end with its body. */
  boolean canEndWithBodies(TestedClient client) {
    return versionsWithHeads().anyMatch(client::isLike);
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void everyCallIsCountedOnce_upToTheResponseHead_andNothingElseChanges(
      HttpClientScenario scenario) {
    scenario.everyCallIsCountedOnce_andNothingElseChanges(
        versionsWithHeads().anyMatch(scenario::isLike));
  }

  @ParameterizedTest
  @MethodSource("scenariosWithHeads")
  void ifAskedFor_aCallEndsWithItsBody(HttpClientScenario scenario) {
    scenario.ifAskedFor_aCallEndsWithItsBody();
  }
}
