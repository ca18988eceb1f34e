package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.ExitedJvm;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What every HTTP client is asked to do, with the agent and without, and what must come of it. */
final class HttpClientScenario {
  private static final String TIME = "http_client_request_time_seconds";
  private static final String IN_FLIGHT = "http_client_requests_in_flight";
  private static final String ERRORS = "http_client_request_errors_total";
  private static final int THREADS = 8;
  private static final int CALLS_OF_EACH = 25;

  /** What the application saw, and the server. */
  private record Run(List<String> seen, List<String> requests, ExitedJvm exited) {}

  private final String client;
  private final String calls;
  private final String library;
  private final Jdk jdk;

  /**
   * @param client the label
   * @param calls the simple class name of the program's adapter for it
   * @param library the directory of its class path, or empty if the JDK has it
   */
  HttpClientScenario(String client, String calls, String library, Jdk jdk) {
    this.client = client;
    this.calls = calls;
    this.library = library;
    this.jdk = jdk;
  }

  /** All kinds of outcome: same results, same requests, exact counts. */
  void everyCallIsCountedOnce_andNothingElseChanges() {
    String refused = HttpTestServer.refusingUrl("/refused");
    try (HttpTestServer server = HttpTestServer.start()) {
      List<String> commands = commands(server, refused);
      Run without;
      try (HttpApp app = HttpApp.start(JvmCommand.on(jdk), calls, library)) {
        without = run(app, server, commands);
      }
      server.forget();
      try (HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), calls, library)) {
        List<String> seen = obeyAll(app, server, commands);
        List<String> requests = server.requests();
        checkCounts(app, server, commands, seen);
        Run with = new Run(seen, requests, app.exit());

        assertThat(with.seen()).isEqualTo(without.seen());
        assertThat(with.requests()).isEqualTo(without.requests());
        assertThat(with.exited().stderr())
            .noneMatch(line -> line.startsWith("tachograph WARN") && !isOfNetty40(line));
        assertThat(with.exited().stderr().stream().filter(line -> !line.startsWith("tachograph ")))
            .hasSameSizeAs(without.exited().stderr());
      }
    }
  }

  /** Executors of Netty before 4.1, which the oldest clients bring, are left as they are. */
  private static boolean isOfNetty40(String line) {
    return line.contains("executors: io.netty.util.concurrent.");
  }

  private static List<String> commands(HttpTestServer server, String refused) {
    List<String> commands = new ArrayList<>();
    commands.add("get " + server.url("/ok?token=secret"));
    commands.add("get " + server.url("/missing"));
    commands.add("get " + server.url("/broken"));
    commands.add("get " + server.url("/empty"));
    commands.add("get " + server.url("/redirect"));
    commands.add("get " + server.url("/late"));
    commands.add("get " + server.url("/large"));
    commands.add("get " + server.url("/flaky"));
    commands.add("post " + server.url("/echo") + " hello");
    commands.add("get " + refused);
    commands.add("within 300 " + server.url("/silent"));
    commands.add("async " + server.url("/ok"));
    commands.add("async " + server.url("/unavailable"));
    commands.add("async " + refused);
    commands.add("cancel " + server.url("/silent"));
    commands.add("crowd " + THREADS + " " + CALLS_OF_EACH + " " + server.url("/ok"));
    return commands;
  }

  private static Run run(HttpApp app, HttpTestServer server, List<String> commands) {
    List<String> seen = obeyAll(app, server, commands);
    return new Run(seen, server.requests(), app.exit());
  }

  private static List<String> obeyAll(HttpApp app, HttpTestServer server, List<String> commands) {
    List<String> seen = new ArrayList<>();
    for (String command : commands) {
      long before = server.requestsFor("/silent");
      app.begin(command);
      if (command.startsWith("cancel ") && app.awaitsOrEnds()) {
        Await.until(() -> "the request", () -> server.requestsFor("/silent") > before);
        seen.add(app.goOn(command));
      } else {
        seen.add(app.finish(command));
      }
    }
    return seen;
  }

  /** Each command is one call, whatever came of it; a crowd is many. */
  private void checkCounts(
      HttpApp app, HttpTestServer server, List<String> commands, List<String> seen) {
    Map<String, Long> wanted = new TreeMap<>();
    for (int i = 0; i < commands.size(); i++) {
      if (!seen.get(i).endsWith("unsupported")) {
        String[] words = commands.get(i).split(" ");
        String url = words[0].equals("post") ? words[1] : words[words.length - 1];
        String path = url.replaceFirst("^http://[^/]*", "").replaceFirst("[?].*", "");
        long calls = words[0].equals("crowd") ? THREADS * CALLS_OF_EACH : 1;
        String method = words[0].equals("post") ? "POST" : "GET";
        wanted.merge(method + " " + path + " " + status(path, seen.get(i)), calls, Long::sum);
      }
    }
    Await.until(
        () -> "counts " + wanted + ", not " + counts(app.jvm().scrape()),
        () -> counts(app.jvm().scrape()).equals(wanted));

    Scrape scrape = app.jvm().scrape();
    assertThat(scrape.samples(IN_FLIGHT, "client", client))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(sample.value()).isZero());
    assertThat(scrape.sum(TIME + "_sum", "client", client, "uri", "/late", "status", "200"))
        .isBetween(0.2, Await.LONG.toSeconds() * 1.0);
    assertThat(scrape.labelValues(TIME + "_count", "host")).contains(server.authority());
    long failures =
        wanted.entrySet().stream()
            .filter(e -> e.getKey().endsWith("error"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(scrape.count(ERRORS, "client", client)).isEqualTo(failures);
    assertThat(scrape.toString()).doesNotContain("secret");
    assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();
  }

  private static String status(String path, String seen) {
    if (seen.contains("threw ") || path.equals("/silent") || path.equals("/refused")) {
      return path.equals("/missing") ? "404" : path.equals("/broken") ? "500" : "error";
    }
    switch (path) {
      case "/missing":
        return "404";
      case "/broken":
        return "500";
      case "/empty":
        return "204";
      case "/unavailable":
        return "503";
      case "/redirect":
        return seen.contains(" 302 ") ? "302" : "200";
      default:
        return "200";
    }
  }

  private Map<String, Long> counts(Scrape scrape) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : scrape.samples(TIME + "_count", "client", client)) {
      String key =
          sample.label("method") + " " + sample.label("uri") + " " + sample.label("status");
      counts.merge(key, (long) sample.value(), Long::sum);
    }
    return counts;
  }

  /** A call is under way until its response head is there, and not until its body is. */
  void byDefault_aCallEndsWithTheResponseHead() {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app = HttpApp.start(JvmCommand.on(jdk).agent(), calls, library)) {
      String command = "slowly " + server.url("/slowly");
      app.begin(command);
      assertThat(app.awaitsOrEnds()).isTrue();
      assertThat(app.jvm().scrape().count(TIME + "_count", "uri", "/slowly")).isEqualTo(1);
      assertThat(app.jvm().scrape().sum(IN_FLIGHT)).isZero();
      server.release();
      assertThat(app.goOn(command)).contains("200 4 bytes");
      assertThat(app.jvm().scrape().count(TIME + "_count")).isEqualTo(1);
    }
  }

  /** The same, if that is asked for. */
  void ifAskedFor_aCallEndsWithItsBody() {
    try (HttpTestServer server = HttpTestServer.start();
        HttpApp app =
            HttpApp.start(JvmCommand.on(jdk).agent("http-client.measure=body"), calls, library)) {
      String command = "slowly " + server.url("/slowly");
      app.begin(command);
      assertThat(app.awaitsOrEnds()).isTrue();
      assertThat(app.jvm().scrape().count(TIME + "_count")).isZero();
      assertThat(app.jvm().scrape().sum(IN_FLIGHT)).isEqualTo(1);
      server.release();
      assertThat(app.goOn(command)).contains("200 4 bytes");
      Await.until(
          () -> "the end of the call",
          () -> app.jvm().scrape().count(TIME + "_count", "uri", "/slowly", "status", "200") == 1);
      assertThat(app.jvm().scrape().sum(IN_FLIGHT)).isZero();
      assertThat(app.obey("get " + server.url("/ok"))).contains("200 4 bytes");
      assertThat(app.obey("get " + server.url("/missing"))).contains("404");
      assertThat(app.obey("get " + server.url("/empty"))).contains("204");
      assertThat(app.obey("get " + server.url("/redirect"))).containsAnyOf("200", "302");
      Await.until(
          () -> "five calls " + counts(app.jvm().scrape()),
          () -> app.jvm().scrape().count(TIME + "_count") == 5);
      assertThat(app.jvm().scrape().sum(IN_FLIGHT)).isZero();
    }
  }
}
