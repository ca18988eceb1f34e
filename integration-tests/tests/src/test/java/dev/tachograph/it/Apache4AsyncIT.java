package dev.tachograph.it;

import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.Jdks;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Apache HttpAsyncClient 4. */
class Apache4AsyncIT {
  static Stream<Arguments> versionsAndJdks() {
    return Stream.of("4.0", "4.1.5")
        .flatMap(version -> Jdks.all().stream().map(jdk -> Arguments.of(version, jdk)));
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void everyCallIsCountedOnce_andNothingElseChanges(String version, Jdk jdk) {
    scenario(version, jdk).everyCallIsCountedOnce_andNothingElseChanges();
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void byDefault_aCallEndsWithTheResponseHead(String version, Jdk jdk) {
    scenario(version, jdk).byDefault_aCallEndsWithTheResponseHead();
  }

  @ParameterizedTest
  @MethodSource("versionsAndJdks")
  void ifAskedFor_aCallEndsWithItsBody(String version, Jdk jdk) {
    scenario(version, jdk).ifAskedFor_aCallEndsWithItsBody();
  }

  private static HttpClientScenario scenario(String version, Jdk jdk) {
    return new HttpClientScenario("apache4", "Apache4AsyncCalls", "apache4async-" + version, jdk);
  }
}
