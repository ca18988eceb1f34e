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
