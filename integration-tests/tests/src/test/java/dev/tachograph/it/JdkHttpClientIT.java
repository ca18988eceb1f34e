package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.HTTP2;
import static dev.tachograph.it.TestedClient.Ability.MULTIPLEXING;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;
import static dev.tachograph.it.TestedClient.Ability.UPGRADING;
import static dev.tachograph.it.TestedClient.Ability.WEB_SOCKETS;

import java.util.stream.Stream;

/** The JDK's {@code java.net.http.HttpClient}. */
class JdkHttpClientIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(
        TestedClient.of(
                "jdkhttp",
                "JdkCalls",
                "",
                REDIRECTED,
                AUTHENTICATING,
                RECONNECTING,
                HTTP2,
                MULTIPLEXING,
                UPGRADING,
                WEB_SOCKETS)
            .since(17));
  }
}
