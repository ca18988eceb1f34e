package dev.tachograph.agent.export.mount;

import static dev.tachograph.agent.export.mount.OwnPath.Owner.APPLICATION;
import static dev.tachograph.agent.export.mount.OwnPath.Owner.NOBODY;
import static dev.tachograph.agent.export.mount.OwnPath.Owner.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.agent.export.mount.OwnPath.Owner;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPathTest {
  private static final InetSocketAddress ADDRESS = port(8080);

  private final List<String> asked = new ArrayList<>();
  private final List<Long> deadlines = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();
  private int status = 404;
  private int other = 404;

  /** If it is not asked in the right way. */
  private int wrong = StatusQuestion.UNKNOWN;

  private boolean tls;

  private final OwnPath own =
      new OwnPath(
          "/metrics",
          (address, secure, host, path, token, deadline) -> {
            asked.add(path);
            deadlines.add(deadline);
            if (secure != tls) {
              return wrong;
            }
            return path.equals("/metrics") ? status : other;
          },
          now::get);

  private static InetSocketAddress port(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private Owner owner() {
    return own.owner(ADDRESS, false, "localhost");
  }

  @ParameterizedTest
  @CsvSource({
    "404,404,NOBODY", // There is nothing.
    "200,404,APPLICATION",
    "405,404,APPLICATION", // For POST only.
    "401,404,APPLICATION",
    "401,401,NOBODY", // A filter in front of all.
    "302,302,NOBODY",
    "200,200,NOBODY", // One page for all paths.
    "500,404,APPLICATION",
    "-1,404,NOBODY", // It does not speak HTTP/1.1.
    "200,-1,UNKNOWN",
    "-2,404,UNKNOWN",
    "200,-2,UNKNOWN",
  })
  void thePathIsTheApplications_ifItIsAnsweredOtherwiseThanNobodys(
      int status, int other, Owner owner) {
    this.status = status;
    this.other = other;
    assertThat(owner()).isEqualTo(owner);
    assertThat(own.isKnown(8080, "LocalHost")).isEqualTo(owner == APPLICATION);
    assertThat(own.isKnown(8081, "localhost")).isFalse();
  }

  @Test
  void aPathThatAloneIsSlow_twiceInARow_isTheApplications() {
    status = StatusQuestion.SILENT;
    assertThat(owner()).isEqualTo(UNKNOWN);
    status = 404;
    now.addAndGet(1);
    assertThat(owner()).isEqualTo(NOBODY);
    now.addAndGet(TimeUnit.MINUTES.toNanos(2));
    status = StatusQuestion.SILENT;
    assertThat(owner()).isEqualTo(NOBODY);
    now.addAndGet(TimeUnit.MINUTES.toNanos(2));
    assertThat(owner()).isEqualTo(APPLICATION);
    assertThat(own.isKnown(8080, "localhost")).isTrue();
  }

  @Test
  void theSecondTime_theOtherPathIsAskedFirst_sinceTheFirstMayFindAColdServer() {
    status = StatusQuestion.SILENT;
    assertThat(owner()).isEqualTo(UNKNOWN);
    now.addAndGet(1);
    other = StatusQuestion.SILENT;
    assertThat(owner()).isEqualTo(UNKNOWN);
    assertThat(asked).hasSize(3).startsWith("/metrics");
    assertThat(asked.get(2)).startsWith("/metrics-");
  }

  @Test
  void aPathThatWasLeftBecauseItWasSlow_isAskedForAgain_onceAMinute() {
    status = StatusQuestion.SILENT;
    owner();
    now.addAndGet(1);
    assertThat(owner()).isEqualTo(APPLICATION);
    assertThat(again()).isNull();
    for (int minute = 0; minute < 2; minute++) {
      now.addAndGet(TimeUnit.MINUTES.toNanos(1));
      Runnable question = again();
      assertThat(question).isNotNull();
      assertThat(again()).isNull();
      question.run();
      assertThat(own.isKnown(8080, "localhost")).isTrue();
    }
    now.addAndGet(TimeUnit.MINUTES.toNanos(1));
    status = 404;
    Runnable last = again();
    assertThat(last).isNotNull();
    last.run();
    assertThat(own.isKnown(8080, "localhost")).isFalse();
    assertThat(owner()).isEqualTo(NOBODY);
  }

  @Test
  void aPathThatIsTheApplications_isNotAskedForAgain() {
    status = 200;
    owner();
    now.addAndGet(TimeUnit.DAYS.toNanos(1));
    assertThat(again()).isNull();
  }

  private @Nullable Runnable again() {
    return own.again(ADDRESS, false, "localhost");
  }

  @ParameterizedTest
  @ValueSource(ints = {StatusQuestion.SILENT, StatusQuestion.LATE})
  void aSlowPathByTls_isTheApplications_whateverAPlainQuestionGets(int late) {
    tls = true;
    status = late;
    wrong = 400;
    assertThat(own.owner(ADDRESS, true, "localhost")).isEqualTo(UNKNOWN);
    now.addAndGet(1);
    assertThat(own.owner(ADDRESS, true, "localhost")).isEqualTo(APPLICATION);
  }

  @ParameterizedTest
  @CsvSource({"200,404,APPLICATION", "404,404,NOBODY", "-3,404,UNKNOWN"})
  void aSecureConnectionThatIsCalledPlain_isAskedByTls_ifPlainIsABadRequest(
      int status, int other, Owner owner) {
    tls = true;
    wrong = 400;
    this.status = status;
    this.other = other;
    assertThat(owner()).isEqualTo(owner);
  }

  @ParameterizedTest
  @CsvSource({"-1,404,APPLICATION", "-1,400,NOBODY", "-2,404,APPLICATION"})
  void aPlainPathThatAnswersByBadRequest_isThat(int byTls, int other, Owner owner) {
    wrong = byTls;
    status = 400;
    this.other = other;
    assertThat(owner()).isEqualTo(owner);
  }

  @ParameterizedTest
  @ValueSource(ints = {StatusQuestion.UNKNOWN, StatusQuestion.SILENT})
  void aPlainConnectionThatIsCalledSecure_isAskedPlainly(int byTls) {
    wrong = byTls;
    status = 200;
    assertThat(own.owner(ADDRESS, true, "localhost")).isEqualTo(APPLICATION);
    assertThat(asked).hasSize(3);
  }

  @Test
  void aSecureConnectionThatIsCalledPlain_isAskedByTls() {
    tls = true;
    status = 200;
    assertThat(owner()).isEqualTo(APPLICATION);
  }

  @Test
  void allRequestsOfAQuestionHaveOneDeadline() {
    wrong = StatusQuestion.UNKNOWN;
    status = 200;
    own.owner(ADDRESS, true, "localhost");
    assertThat(deadlines).hasSize(3).containsOnly(TimeUnit.SECONDS.toNanos(5));
  }

  @Test
  void anApplicationThatHasThePath_isAskedOnceForAPortAndHost() {
    status = 200;
    owner();
    now.addAndGet(TimeUnit.DAYS.toNanos(1));
    own.owner(ADDRESS, false, "LOCALHOST");
    assertThat(asked).hasSize(2).startsWith("/metrics").doesNotHaveDuplicates();
    own.owner(port(8081), false, "localhost");
    assertThat(asked).hasSize(4);
  }

  @Test
  void anApplicationThatIsDeployedLater_getsItsPathAfterAMinute() {
    assertThat(owner()).isEqualTo(NOBODY);
    status = 200;
    now.addAndGet(TimeUnit.SECONDS.toNanos(59));
    assertThat(owner()).isEqualTo(NOBODY);
    now.addAndGet(TimeUnit.SECONDS.toNanos(1));
    assertThat(owner()).isEqualTo(APPLICATION);
  }

  @Test
  void anApplicationThatIsSilent_isAskedAgainAtOnce() {
    status = StatusQuestion.SILENT;
    assertThat(owner()).isEqualTo(UNKNOWN);
    now.incrementAndGet();
    status = 200;
    assertThat(owner()).isEqualTo(APPLICATION);
  }

  @Test
  void anApplicationThatHasLeftThePath_andIsSilentNow_doesNotStopScrapes() {
    assertThat(owner()).isEqualTo(NOBODY);
    now.addAndGet(TimeUnit.MINUTES.toNanos(2));
    status = StatusQuestion.SILENT;
    assertThat(owner()).isEqualTo(NOBODY);
    assertThat(asked).hasSize(3);
    assertThat(owner()).isEqualTo(NOBODY);
    assertThat(asked).hasSize(3);
  }

  @Test
  void aMadeUpHost_decidesNothingForOthers() {
    for (int i = 0; i < 1000; i++) {
      assertThat(own.owner(ADDRESS, false, "made-up-" + i)).isEqualTo(NOBODY);
    }
    status = 200;
    assertThat(own.owner(ADDRESS, false, "example.com")).isEqualTo(APPLICATION);
    assertThat(own.isKnown(8080, "example.com")).isTrue();
    assertThat(own.isKnown(8080, "made-up-1")).isFalse();
  }

  @Test
  void onlyItsOwnQuestionsAreKnown() {
    List<String> tokens = new ArrayList<>();
    OwnPath other =
        new OwnPath(
            "/metrics",
            (address, secure, host, path, token, deadline) -> {
              tokens.add(token);
              return 404;
            },
            now::get);
    other.owner(ADDRESS, false, "localhost");
    assertThat(other.isQuestion(tokens.get(0))).isTrue();
    assertThat(other.isQuestion("")).isFalse();
  }
}
