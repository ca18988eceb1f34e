package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Apache HttpClient 4. */
class Apache4IT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(apache4("4.3.6"), apache4("4.5.14"));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions("Apache HttpClient 4", apache4("4.3.6"), apache4("4.5.14"));
  }

  private static TestedClient apache4(String version) {
    return TestedClient.of(
        "apache4", "Apache4Calls", "apache4-" + version, REDIRECTED, AUTHENTICATING, RECONNECTING);
  }
}
