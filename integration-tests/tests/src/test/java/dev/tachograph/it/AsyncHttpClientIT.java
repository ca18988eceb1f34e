package dev.tachograph.it;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** async-http-client 1.9, 2 and 3. */
class AsyncHttpClientIT {
  static Stream<Arguments> versionsAndJdks() {
    return Stream.of("1.9.0", "1.9.40", "2.0.40", "3.0.13")
        .flatMap(version -> Jdks.all().stream().map(jdk -> Arguments.of(version, jdk)));
  }

  /** Version 1 hands on a short response as a whole. */
  static Stream<Arguments> versionsWithHeadsAndJdks() {
    return versionsAndJdks().filter(arguments -> !isVersion1((String) arguments.get()[0]));
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void everyCallIsCountedOnce_andNothingElseChanges(String version, Jdk jdk) {
    scenario(version, jdk).everyCallIsCountedOnce_andNothingElseChanges();
  }

  @ParameterizedTest
  @MethodSource("versionsWithHeadsAndJdks")
  void byDefault_aCallEndsWithTheResponseHead(String version, Jdk jdk) {
    scenario(version, jdk).byDefault_aCallEndsWithTheResponseHead();
  }

  @ParameterizedTest
  @MethodSource("versionsWithHeadsAndJdks")
  void ifAskedFor_aCallEndsWithItsBody(String version, Jdk jdk) {
    scenario(version, jdk).ifAskedFor_aCallEndsWithItsBody();
  }

  private static boolean isVersion1(String version) {
    return version.startsWith("1.");
  }

  private static HttpClientScenario scenario(String version, Jdk jdk) {
    String calls = isVersion1(version) ? "AsyncHttpClient1Calls" : "AsyncHttpClientCalls";
    return new HttpClientScenario("asynchttpclient", calls, "asynchttpclient-" + version, jdk);
  }
}
