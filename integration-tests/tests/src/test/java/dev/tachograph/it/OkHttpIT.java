package dev.tachograph.it;

import static dev.tachograph.it.TestedClient.Ability.AUTHENTICATING;
import static dev.tachograph.it.TestedClient.Ability.HTTP2;
import static dev.tachograph.it.TestedClient.Ability.MULTIPLEXING;
import static dev.tachograph.it.TestedClient.Ability.PATIENT;
import static dev.tachograph.it.TestedClient.Ability.RECONNECTING;
import static dev.tachograph.it.TestedClient.Ability.REDIRECTED;
import static dev.tachograph.it.TestedClient.Ability.WEB_SOCKETS;

import java.util.stream.Stream;

/** OkHttp 3, 4 and 5. */
class OkHttpIT extends HttpClientIT {
  @Override
  Stream<TestedClient> versions() {
    return Stream.of("3.12.13", "4.12.0", "5.5.1").map(OkHttpIT::okhttp);
  }

  @Override
  Stream<TestedClient> versionsInBetween() {
    return Stream.concat(
        TestedClient.otherVersions("OkHttp", okhttp("3.12.13"), okhttp("4.12.0")),
        TestedClient.otherVersions("OkHttp for the JVM", okhttp("5.5.1")));
  }

  /** From 3.14 to 4.3, a call ends with its head all the same. */
  @Override
  boolean canEndWithBodies(TestedClient client) {
    return !client.library().matches(".*@(3\\.14|4\\.[0-3])\\..*");
  }

  private static TestedClient okhttp(String version) {
    return TestedClient.of(
        "okhttp",
        "OkHttpCalls",
        "okhttp-" + version,
        REDIRECTED,
        AUTHENTICATING,
        RECONNECTING,
        PATIENT,
        HTTP2,
        MULTIPLEXING,
        WEB_SOCKETS);
  }
}
