package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.PATIENT;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Ktor's client, 2 and 3, on its CIO engine. */
class KtorIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(ktor("2.0.0"), ktor("2.3.13"), ktor("3.6.1"));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions(
        "Ktor's client, CIO engine", versions().toArray(TestedClient[]::new));
  }

  private static TestedClient ktor(String version) {
    return TestedClient.of(
        "ktor", "KtorCalls", "ktor-" + version, REDIRECTED, RECONNECTING, PATIENT);
  }
}
