package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** {@code HttpURLConnection}. */
class HttpUrlConnectionIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(
        TestedClient.of(
                "urlconnection", "UrlConnectionCalls", "", REDIRECTED, AUTHENTICATING, RECONNECTING)
            .since(17));
  }
}
