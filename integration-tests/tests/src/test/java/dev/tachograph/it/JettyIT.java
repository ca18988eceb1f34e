package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.HTTP2;
import static dev.tachograph.it.TestedClient.Ability.MULTIPLEXING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;
import static dev.tachograph.it.TestedClient.Ability.WEB_SOCKETS;

import java.util.List;
import java.util.stream.Stream;

/** The client of Jetty 9, 11 and 12. */
class JettyIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    // Its WebSockets are a library of their own, which Maven Central lacks for 12.1.14.
    return Stream.of(
        jetty("JettyCalls", "9.2.0", REDIRECTED, AUTHENTICATING),
        jetty("JettyCalls", "11.0.26", REDIRECTED, AUTHENTICATING),
        jetty(
                "Jetty12Calls",
                "12.0.0",
                REDIRECTED,
                AUTHENTICATING,
                HTTP2,
                MULTIPLEXING,
                WEB_SOCKETS)
            .since(17),
        jetty("Jetty12Calls", "12.1.14", REDIRECTED, AUTHENTICATING, HTTP2, MULTIPLEXING)
            .since(17));
  }

  /** Only one of the versions has WebSockets. */
  @Override
  Stream<TestedClient> usualVersions() {
    return Stream.concat(
            super.usualVersions(),
            versions().filter(client -> client.abilities().contains(WEB_SOCKETS)))
        .distinct();
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    List<TestedClient> tested = versions().toList();
    // Of 12.0.36, too, Maven Central lacks the WebSockets.
    return Stream.concat(
        TestedClient.otherVersions("Jetty's client", tested.toArray(TestedClient[]::new))
            .filter(client -> !client.library().equals("jetty-12.0.0@12.0.36")),
        Stream.of(tested.get(tested.size() - 1).at("12.0.36")));
  }

  private static TestedClient jetty(
      String calls, String version, TestedClient.Ability... abilities) {
    return TestedClient.of("jetty", calls, "jetty-" + version, abilities);
  }
}
