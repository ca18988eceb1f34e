package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** async-http-client 1.9, 2 and 3. */
class AsyncHttpClientIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.concat(clients("AsyncHttpClient1Calls", "1.9.0", "1.9.40"), versionsWithHeads());
  }

  /** Version 1 hands on a short response as a whole. */
  @Override
  Stream<HttpClientScenario> scenariosWithHeads() {
    return scenarios(versionsWithHeads());
  }

  private static Stream<TestedClient> versionsWithHeads() {
    return clients("AsyncHttpClientCalls", "2.0.40", "3.0.13");
  }

  private static Stream<TestedClient> clients(String calls, String... versions) {
    return Stream.of(versions)
        .map(
            version ->
                TestedClient.of(
                    "asynchttpclient",
                    calls,
                    "asynchttpclient-" + version,
                    REDIRECTED,
                    AUTHENTICATING,
                    RECONNECTING));
  }
}
