package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Apache HttpAsyncClient 4. */
class Apache4AsyncIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    // Over TLS, version 4.0 mostly hangs on its first call.
    return Stream.of(client("4.0").withoutTls(), client("4.1.5"));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions(
        "Apache HttpAsyncClient 4", versions().toArray(TestedClient[]::new));
  }

  private static TestedClient client(String version) {
    return TestedClient.of(
        "apache4", "Apache4AsyncCalls", "apache4async-" + version, REDIRECTED, AUTHENTICATING);
  }
}
