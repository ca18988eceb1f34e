package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** async-http-client 1.9, 2 and 3. */
class AsyncHttpClientIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    // Of the first versions of 1.9, one call in some thousands is never answered, with no agent.
    return Stream.concat(Stream.of(client("AsyncHttpClient1Calls", "1.9.40")), versionsWithHeads());
  }

  /** Version 1 hands on a short response as a whole. */
  @Override
  Stream<TestedClient> versionsWithHeads() {
    return Stream.of("2.0.40", "3.0.13").map(version -> client("AsyncHttpClientCalls", version));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions(
        "async-http-client", versionsWithHeads().toArray(TestedClient[]::new));
  }

  private static TestedClient client(String calls, String version) {
    return TestedClient.of(
        "asynchttpclient",
        calls,
        "asynchttpclient-" + version,
        REDIRECTED,
        AUTHENTICATING,
        RECONNECTING);
  }
}
