package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.PATIENT;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Apache HttpClient 5 on the caller's thread. */
class Apache5IT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(apache5("5.0.4"), apache5("5.6.5"));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions("Apache HttpClient 5", apache5("5.0.4"), apache5("5.6.5"));
  }

  private static TestedClient apache5(String version) {
    return TestedClient.of(
        "apache5",
        "Apache5Calls",
        "apache5-" + version,
        REDIRECTED,
        AUTHENTICATING,
        RECONNECTING,
        PATIENT);
  }
}
