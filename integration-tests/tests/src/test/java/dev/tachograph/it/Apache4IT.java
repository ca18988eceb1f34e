package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Apache HttpClient 4. */
class Apache4IT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of("4.3.6", "4.5.14")
        .map(
            version ->
                TestedClient.of(
                    "apache4",
                    "Apache4Calls",
                    "apache4-" + version,
                    REDIRECTED,
                    AUTHENTICATING,
                    RECONNECTING));
  }
}
