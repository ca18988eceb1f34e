package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.HTTP2;
import static dev.tachograph.it.TestedClient.Ability.MULTIPLEXING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;

import java.util.stream.Stream;

/** Spring WebClient over Reactor Netty: counted once, there. */
class WebClientIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of(webClient("5.3.0"), webClient("7.0.9").since(17));
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    TestedClient six = webClient("6.0.23").since(17);
    return Stream.concat(
        Stream.of(six),
        TestedClient.otherVersions(
            "spring-webflux", webClient("5.3.0"), six, webClient("7.0.9").since(17)));
  }

  private static TestedClient webClient(String version) {
    return TestedClient.of(
        "reactornetty",
        "WebClientCalls",
        "spring-webflux-" + version,
        REDIRECTED,
        HTTP2,
        MULTIPLEXING);
  }
}
