package dev.tachograph.it;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code HttpURLConnection}. */
class HttpUrlConnectionIT {
  static Stream<Jdk> jdks() {
    return Jdks.all().stream().filter(jdk -> jdk.feature() >= 17);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void everyCallIsCountedOnce_andNothingElseChanges(Jdk jdk) {
    scenario(jdk).everyCallIsCountedOnce_andNothingElseChanges();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void byDefault_aCallEndsWithTheResponseHead(Jdk jdk) {
    scenario(jdk).byDefault_aCallEndsWithTheResponseHead();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void ifAskedFor_aCallEndsWithItsBody(Jdk jdk) {
    scenario(jdk).ifAskedFor_aCallEndsWithItsBody();
  }

  private static HttpClientScenario scenario(Jdk jdk) {
    return new HttpClientScenario("urlconnection", "UrlConnectionCalls", "", jdk);
  }
}
