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
    return Stream.of("5.0.4", "5.6.5")
        .map(
            version ->
                TestedClient.of(
                    "apache5",
                    "Apache5Calls",
                    "apache5-" + version,
                    REDIRECTED,
                    AUTHENTICATING,
                    RECONNECTING,
                    PATIENT));
  }
}
