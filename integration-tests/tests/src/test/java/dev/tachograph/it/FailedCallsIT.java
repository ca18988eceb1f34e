package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JdkMatrix;
import dev.tachograph.it.harness.Jdks;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Calls that fail are counted by what the application sees of them, and end. */
class FailedCallsIT {
  private static final String COUNT = "http_client_request_time_seconds_count";
  private static final String IN_FLIGHT = "http_client_requests_in_flight";
  private static final String ERRORS = "http_client_request_errors_total";
  private static final Pattern THROWN =
      Pattern.compile("threw (?:\\S*ExecutionException <- )?(?:\\S*\\.)?(\\w+).*");

  static Stream<Jdk> jdks() {
    return Jdks.all().stream().filter(jdk -> jdk.feature() >= 17);
  }

  /** Clients whose calls end for the application when they are closed; not all do. */
  static Stream<Arguments> closedClients() {
    Stream<Arguments> libraries =
        Stream.concat(
                Stream.of(
                    new String[] {"apache4", "Apache4AsyncCalls", "apache4async-4.1.5"},
                    new String[] {"apache5", "Apache5Calls", "apache5-5.6.5"},
                    new String[] {"jetty", "Jetty12Calls", "jetty-12.1.14"},
                    new String[] {"vertx", "VertxCalls", "vertx-5.2.0"},
                    new String[] {"reactornetty", "ReactorNettyCalls", "reactornetty-1.3.7"},
                    new String[] {"awsnetty", "AwsNettyCalls", "awsnetty-2.59.1"},
                    new String[] {"okhttp", "OkHttpCalls", "okhttp-5.5.1"}),
                JdkMatrix.ifFull(
                    () ->
                        Stream.of(
                            new String[] {
                              "reactornetty", "ReactorNettyCalls", "reactornetty-1.0.0"
                            },
                            new String[] {"awsnetty", "AwsNettyCalls", "awsnetty-2.17.0"},
                            new String[] {"okhttp", "OkHttpCalls", "okhttp-4.12.0"},
                            new String[] {"okhttp", "OkHttpCalls", "okhttp-3.12.13"},
                            new String[] {"ktor", "KtorCalls", "ktor-3.6.1"})))
            .map(client -> Arguments.of(client[0], client[1], client[2], Jdks.oldest()));
    Stream<Arguments> jdk =
        Jdks.all().stream()
            .filter(candidate -> candidate.feature() >= 21)
            .map(candidate -> Arguments.of("jdkhttp", "JdkCalls", "", candidate));
    return Stream.concat(libraries, jdk);
  }

  @ParameterizedTest
  @MethodSource("closedClients")
  void aCallUnderWayWhenItsClientIsClosed_ends(
      String client, String calls, String library, Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), calls, library)) {
      assertThat(closeUnderWay(app, server)).containsPattern("threw|failed");
      Await.until(() -> "one error\n" + app.jvm(), () -> app.jvm().scrape().count(ERRORS) == 1);
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.sum(IN_FLIGHT)).isZero();
      assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();
      assertThat(scrape.count(COUNT, "client", client, "uri", "/silent", "status", "error"))
          .isEqualTo(1);
    }
  }

  /** Closes the client when the server has its call; what the program sees of the call. */
  private static String closeUnderWay(HttpApp app, HttpTestServer server) {
    String command = "close " + server.url("/silent");
    app.begin(command);
    assertThat(app.awaitsOrEnds()).isTrue();
    Await.until(() -> "the request", () -> server.requestsFor("/silent") > 0);
    return app.goOn(command);
  }

  /** Clients that end their calls never, or now and then, when they are closed: docs/limits.md. */
  static Stream<Arguments> leavingClients() {
    return JdkMatrix.ifFull(
        () ->
            Stream.of(
                    new String[] {"Apache5AsyncCalls", "apache5-5.0.4"},
                    new String[] {"Apache5AsyncCalls", "apache5-5.2.3"},
                    new String[] {"Apache5AsyncCalls", "apache5-5.6.5"},
                    new String[] {"AsyncHttpClient1Calls", "asynchttpclient-1.9.40"},
                    new String[] {"AsyncHttpClientCalls", "asynchttpclient-2.0.40"},
                    new String[] {"AsyncHttpClientCalls", "asynchttpclient-3.0.13"},
                    new String[] {"KtorCalls", "ktor-2.0.0"},
                    new String[] {"KtorCalls", "ktor-2.3.13"})
                .map(client -> Arguments.of(client[0], client[1], Jdks.oldest())));
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("leavingClients")
  void aCallThatItsClosedClientLeaves_isInFlightAsLongAsTheProgramWaits(
      String calls, String library, Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), calls, library)) {
      int left = closeUnderWay(app, server).endsWith(": no end") ? 1 : 0;
      Await.until(
          () -> left + " in flight\n" + app.jvm(),
          () -> {
            Scrape scrape = app.jvm().scrape();
            return scrape.sum(IN_FLIGHT) == left && scrape.count(ERRORS) == 1 - left;
          });
      assertThat(app.jvm().scrape().sum("tachograph_probe_errors_total")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void theExceptionOfTheJdksClient_isTheOneThatTheApplicationSees(Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), "JdkCalls", "")) {
      String refused = HttpTestServer.refusingUrl("/refused");
      // There is a connection then: a limit that passes before has another exception.
      assertThat(app.obey("get " + server.url("/ok"))).contains("200");
      Map<String, Long> wanted = new TreeMap<>();
      for (String command :
          new String[] {
            "get " + refused,
            "async " + refused,
            "within 300 " + server.url("/silent"),
            "get " + server.url("/barred"),
            "async " + server.url("/barred"),
            "get " + server.url("/nonsense"),
            "async " + server.url("/nonsense")
          }) {
        wanted.merge(thrown(app.obey(command)), 1L, Long::sum);
      }
      assertThat(wanted).containsKeys("ConnectException", "HttpTimeoutException", "IOException");
      checkErrors(app, wanted);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void anUploadThatBreaks_isAnErrorOfThePostThatItIs(Jdk jdk) {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), "UrlConnectionCalls", "")) {
      Map<String, Long> wanted = new TreeMap<>();
      String[] commands = {
        "upload chunked " + server.url("/full/chunked"),
        "upload fixed " + server.url("/full/fixed"),
        "upload short " + server.url("/ok/short"),
        "upload buffered " + HttpTestServer.refusingUrl("/refused")
      };
      for (String command : commands) {
        wanted.merge(thrown(app.obey(command)), 1L, Long::sum);
      }
      checkErrors(app, wanted);
      Scrape scrape = app.jvm().scrape();
      for (String uri : new String[] {"/full/chunked", "/full/fixed", "/ok/short", "/refused"}) {
        assertThat(scrape.count(COUNT, "uri", uri, "method", "POST", "status", "error"))
            .as(uri)
            .isEqualTo(1);
      }
      assertThat(scrape.count(COUNT)).isEqualTo(commands.length);
    }
  }

  static Stream<Arguments> okHttp() {
    return JdkMatrix.of(
        Stream.concat(
            Stream.of("okhttp-3.12.13", "okhttp-4.12.0", "okhttp-5.5.1"),
            JdkMatrix.ifFull(
                () ->
                    Stream.of(
                        "okhttp-3.12.13@3.14.9", "okhttp-3.12.13@4.0.1", "okhttp-3.12.13@4.3.1"))));
  }

  /** That of a WebSocket is no call. */
  @ParameterizedTest
  @MethodSource("okHttp")
  void aCallThatTheClientsExecutorRejects_hasFailed(String library, Jdk jdk) {
    try (HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), "OkHttpCalls", library)) {
      assertThat(app.obey("reject http://127.0.0.1:1/rejected"))
          .containsPattern("InterruptedIOException: executor rejected.*, .*executor rejected");
      Await.until(() -> "one error\n" + app.jvm(), () -> app.jvm().scrape().count(ERRORS) >= 1);
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.count(ERRORS, "exception", "InterruptedIOException")).isEqualTo(1);
      assertThat(scrape.count(COUNT)).isEqualTo(1);
      assertThat(scrape.count(COUNT, "uri", "/rejected", "status", "error")).isEqualTo(1);
      assertThat(scrape.sum(IN_FLIGHT)).isZero();
      assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void noResponse_isNoErrorOfAProbe(Jdk jdk) {
    try (HttpApp app =
        HttpApp.start(JvmCommand.on(jdk).agent(), "NoResponseCalls", "apache4-4.5.14")) {
      assertThat(app.obey("get http://127.0.0.1:1/nothing")).contains("null");
      Scrape scrape = app.jvm().scrape();
      assertThat(scrape.count(COUNT, "uri", "/nothing")).isEqualTo(1);
      assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();
    }
  }

  private static String thrown(String seen) {
    Matcher matcher = THROWN.matcher(seen);
    assertThat(matcher.find()).as(seen).isTrue();
    return matcher.group(1);
  }

  private static void checkErrors(HttpApp app, Map<String, Long> wanted) {
    Await.until(
        () -> "errors\n" + wanted + ", not\n" + errors(app) + "\n" + app.jvm(),
        () -> errors(app).equals(wanted));
    Scrape scrape = app.jvm().scrape();
    assertThat(scrape.sum(IN_FLIGHT)).isZero();
    assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();
  }

  private static Map<String, Long> errors(HttpApp app) {
    Map<String, Long> errors = new TreeMap<>();
    for (Sample sample : app.jvm().scrape().samples(ERRORS)) {
      errors.merge(sample.label("exception"), (long) sample.value(), Long::sum);
    }
    return errors;
  }
}
