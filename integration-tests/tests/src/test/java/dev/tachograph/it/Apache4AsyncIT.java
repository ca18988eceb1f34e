package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Apache HttpAsyncClient 4. */
class Apache4AsyncIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of("4.0", "4.1.5")
        .map(
            version ->
                TestedClient.of(
                    "apache4",
                    "Apache4AsyncCalls",
                    "apache4async-" + version,
                    REDIRECTED,
                    AUTHENTICATING));
  }
}
