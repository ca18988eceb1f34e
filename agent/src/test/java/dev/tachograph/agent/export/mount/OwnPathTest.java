package dev.tachograph.agent.export.mount;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnPathTest {
  private static final InetSocketAddress ADDRESS =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080);

  private final List<String> asked = new ArrayList<>();

  private OwnPath answering(int status, int other) {
    return new OwnPath(
        "/metrics",
        (address, secure, host, path, token) -> {
          asked.add(path);
          return path.equals("/metrics") ? status : other;
        });
  }

  @ParameterizedTest
  @CsvSource({
    "404,404,false", // There is nothing.
    "200,404,true",
    "405,404,true", // For POST only.
    "401,404,true",
    "401,401,false", // A filter in front of all.
    "302,302,false",
    "200,200,false", // One page for all paths.
    "500,404,true",
    "-1,404,false", // It does not speak HTTP/1.1.
    "200,-1,false",
  })
  void thePathIsTheApplications_ifItIsAnsweredOtherwiseThanNobodys(
      int status, int other, boolean served) {
    OwnPath own = answering(status, other);
    assertThat(own.isServed(ADDRESS, false, "localhost")).isEqualTo(served);
    assertThat(own.isKnown(8080, "LocalHost")).isEqualTo(served);
    assertThat(own.isKnown(8081, "localhost")).isFalse();
  }

  @Test
  void theApplicationIsAskedOnceForAPortAndHost() {
    OwnPath own = answering(200, 404);
    own.isServed(ADDRESS, false, "localhost");
    own.isServed(ADDRESS, false, "LOCALHOST");
    assertThat(asked).hasSize(2).startsWith("/metrics").doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({"503,503", "-2,-2", "200,-2"})
  void anApplicationThatIsNotReady_isAskedAgain(int status, int other) {
    boolean[] ready = {false};
    OwnPath own =
        new OwnPath(
            "/metrics",
            (address, secure, host, path, token) -> {
              boolean first = path.equals("/metrics");
              if (ready[0]) {
                return first ? 200 : 404;
              }
              return first ? status : other;
            });
    assertThat(own.isServed(ADDRESS, false, "localhost")).isFalse();
    ready[0] = true;
    assertThat(own.isServed(ADDRESS, false, "localhost")).isTrue();
    assertThat(own.isKnown(8080, "localhost")).isTrue();
  }

  @Test
  void aMadeUpHost_decidesNothingForOthers() {
    OwnPath own =
        new OwnPath(
            "/metrics",
            (address, secure, host, path, token) ->
                host.equals("example.com") && path.equals("/metrics") ? 200 : 404);
    for (int i = 0; i < 1000; i++) {
      assertThat(own.isServed(ADDRESS, false, "made-up-" + i)).isFalse();
    }
    assertThat(own.isServed(ADDRESS, false, "example.com")).isTrue();
    assertThat(own.isKnown(8080, "example.com")).isTrue();
    assertThat(own.isKnown(8080, "made-up-1")).isFalse();
  }

  @Test
  void onlyItsOwnQuestionsAreKnown() {
    List<String> tokens = new ArrayList<>();
    OwnPath own =
        new OwnPath(
            "/metrics",
            (address, secure, host, path, token) -> {
              tokens.add(token);
              return 404;
            });
    own.isServed(ADDRESS, false, "localhost");
    assertThat(own.isQuestion(tokens.get(0))).isTrue();
    assertThat(own.isQuestion("")).isFalse();
  }
}
