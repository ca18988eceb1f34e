package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.HTTP2;
import static dev.tachograph.it.TestedClient.Ability.PATIENT;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Apache HttpClient 5 on its own threads. */
class Apache5AsyncIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    // What the server has chosen is nothing that versions 5.0 and 5.1 could ask newer JDKs.
    return Stream.of(
        apache5("5.0.4", REDIRECTED, AUTHENTICATING, PATIENT),
        apache5("5.1.4", REDIRECTED, AUTHENTICATING, PATIENT),
        apache5("5.2.3", REDIRECTED, AUTHENTICATING, PATIENT, HTTP2),
        apache5("5.6.5", REDIRECTED, AUTHENTICATING, PATIENT, HTTP2));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions(
        "Apache HttpClient 5", versions().toArray(TestedClient[]::new));
  }

  private static TestedClient apache5(String version, TestedClient.Ability... abilities) {
    return TestedClient.of("apache5", "Apache5AsyncCalls", "apache5-" + version, abilities);
  }
}
