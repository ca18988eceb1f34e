package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.PATIENT;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Ktor's client, 2 and 3, on its CIO engine. */
class KtorIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of("2.0.0", "2.3.13", "3.6.1")
        .map(
            version ->
                TestedClient.of(
                    "ktor", "KtorCalls", "ktor-" + version, REDIRECTED, RECONNECTING, PATIENT));
  }
}
