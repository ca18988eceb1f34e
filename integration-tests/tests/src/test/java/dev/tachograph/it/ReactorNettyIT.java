package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.HTTP2;
import static dev.tachograph.it.TestedClient.Ability.MULTIPLEXING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;
import static dev.tachograph.it.TestedClient.Ability.WEB_SOCKETS;

import java.util.stream.Stream;

/** Reactor Netty 1. */
class ReactorNettyIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(reactorNetty("1.0.0"), reactorNetty("1.3.7"));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return TestedClient.otherVersions(
        "Reactor Netty", reactorNetty("1.0.0"), reactorNetty("1.3.7"));
  }

  private static TestedClient reactorNetty(String version) {
    return TestedClient.of(
        "reactornetty",
        "ReactorNettyCalls",
        "reactornetty-" + version,
        REDIRECTED,
        HTTP2,
        MULTIPLEXING,
        WEB_SOCKETS);
  }
}
