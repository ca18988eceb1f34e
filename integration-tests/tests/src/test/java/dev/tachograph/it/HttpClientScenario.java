package dev.tachograph.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tachograph.it.TestedClient.Ability;
import dev.tachograph.it.harness.Await;
import dev.tachograph.it.harness.HttpApp;
import dev.tachograph.it.harness.HttpTestServers;
import dev.tachograph.it.harness.Jdk;
import dev.tachograph.it.harness.JvmCommand;
import dev.tachograph.it.harness.OtherAgent;
import dev.tachograph.it.harness.Sample;
import dev.tachograph.it.harness.Scrape;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What every HTTP client is asked to do, with the agent and without, and what must come of it. */
final class HttpClientScenario {
  private static final String TIME = "http_client_request_time_seconds";
  private static final String IN_FLIGHT = "http_client_requests_in_flight";
  private static final String ERRORS = "http_client_request_errors_total";
  private final TestedClient client;
  private final Jdk jdk;

  HttpClientScenario(TestedClient client, Jdk jdk) {
    this.client = client;
    this.jdk = jdk;
  }

  boolean isLike(TestedClient model) {
    return client.isLike(model);
  }

  /**
   * All kinds of outcome: same results, same requests, exact counts; also if attached later.
   *
   * @param handsOnHeads whether it hands on the head of a response before its body
   */
  void everyCallIsCountedOnce_andNothingElseChanges(boolean handsOnHeads) {
    try (HttpTestServers servers = HttpTestServers.start();
        HttpApp without = start(AttachIT.attachable(jdk));
        HttpApp with = start(JvmCommand.on(jdk).agent())) {
      List<HttpCommand> commands = HttpCommands.all(servers, client);
      List<String> seenWithout = obeyAll(without, servers, commands);
      List<String> requestsWithout = servers.requests();
      servers.forget();

      List<String> seen = obeyAll(with, servers, commands);
      assertThat(seen).isEqualTo(seenWithout);
      expectSame(OtherAgent.withoutIds(servers.requests()), OtherAgent.withoutIds(requestsWithout));
      checkCounts(with, commands, seen);
      checkAbilities(servers);
      Scrape scrape = with.jvm().scrape();
      assertThat(scrape.sum(TIME + "_sum", "client", client.label(), "uri", "/late"))
          .isGreaterThanOrEqualTo(servers.http1().heldSeconds());
      Await.until(
          () -> "as many lines\n" + with.jvm() + "\n" + without.jvm(),
          () -> linesOfTheApplication(with) == linesOfTheApplication(without));
      if (handsOnHeads) {
        aCallEndsWithTheResponseHead(with, servers);
      }
      assertThat(with.exit().stderr())
          .noneMatch(line -> line.startsWith("tachograph WARN") && !isOfNetty40(line));

      servers.forget();
      checkAttached(without, servers, seenWithout);
    }
  }

  /** A call with a limit may be given up before its request has been sent. */
  private static void expectSame(List<String> requests, List<String> requestsWithout) {
    assertThat(ofLimitedCalls(requests, false)).isEqualTo(ofLimitedCalls(requestsWithout, false));
    List<String> limited = ofLimitedCalls(requests, true);
    List<String> limitedWithout = ofLimitedCalls(requestsWithout, true);
    boolean more = limited.size() > limitedWithout.size();
    assertThat(more ? limited : limitedWithout).containsAll(more ? limitedWithout : limited);
  }

  private static List<String> ofLimitedCalls(List<String> requests, boolean limited) {
    return requests.stream()
        .filter(request -> request.contains(" " + HttpCommands.LIMITED) == limited)
        .toList();
  }

  private static int linesOfTheApplication(HttpApp app) {
    return AttachIT.ofTheApplication(app.jvm().stderr()).size();
  }

  private void checkAttached(HttpApp app, HttpTestServers servers, List<String> seenBefore) {
    AttachIT.attachSuccessfully(app.jvm(), jdk, "http.port=0");
    app.jvm().endpoint();
    List<HttpCommand> commands = HttpCommands.some(servers, client);
    List<String> seen = obeyAll(app, servers, commands);
    assertThat(seenBefore).containsAll(seen);
    checkCounts(app, commands, seen);
  }

  private HttpApp start(JvmCommand command) {
    return HttpApp.start(command.jvm(HttpTestServers.trusted()), client.calls(), client.library());
  }

  /** Executors of Netty before 4.1, which the oldest clients bring, are left as they are. */
  private static boolean isOfNetty40(String line) {
    return line.contains("executors: io.netty.util.concurrent.");
  }

  private static List<String> obeyAll(
      HttpApp app, HttpTestServers servers, List<HttpCommand> commands) {
    List<String> seen = new ArrayList<>();
    for (HttpCommand command : commands) {
      String path = command.uri().getPath();
      long before = servers.requestsFor(path);
      app.begin(command.line());
      if (command.isCancelled() && app.awaitsOrEnds()) {
        Await.until(() -> "the request", () -> servers.requestsFor(path) > before);
        seen.add(app.goOn(command.line()));
      } else {
        seen.add(app.finish(command.line()));
      }
    }
    return seen;
  }

  private void checkCounts(HttpApp app, List<HttpCommand> commands, List<String> seen) {
    Map<String, Long> wanted = new TreeMap<>();
    for (int i = 0; i < commands.size(); i++) {
      HttpCommand command = commands.get(i);
      if (command.calls() > 0 && !HttpCommand.isUnsupported(seen.get(i))) {
        wanted.merge(command.labels(seen.get(i)), (long) command.calls(), Long::sum);
      }
    }
    long failures =
        wanted.entrySet().stream()
            .filter(e -> e.getKey().endsWith("error"))
            .mapToLong(Map.Entry::getValue)
            .sum();
    Await.until(
        () -> "counts\n" + wanted + ", not\n" + counts(app.jvm().scrape()) + "\n" + app.jvm(),
        () -> {
          // A call counts before its error does.
          Scrape scrape = app.jvm().scrape();
          return counts(scrape).equals(wanted)
              && scrape.count(ERRORS, "client", client.label()) >= failures;
        });

    Scrape scrape = app.jvm().scrape();
    assertThat(scrape.labelValues(TIME + "_count", "client")).containsExactly(client.label());
    assertThat(scrape.samples(IN_FLIGHT, "client", client.label()))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(sample.value()).isZero());
    assertThat(scrape.count(ERRORS, "client", client.label())).isEqualTo(failures);
    assertThat(scrape.toString()).doesNotContain("secret", "alice", "opensesame");
    assertThat(scrape.sum("tachograph_probe_errors_total")).isZero();
  }

  private static Map<String, Long> counts(Scrape scrape) {
    Map<String, Long> counts = new TreeMap<>();
    for (Sample sample : scrape.samples(TIME + "_count")) {
      String labels =
          String.join(
              " ",
              sample.label("method"),
              sample.label("host"),
              sample.label("uri"),
              sample.label("status"));
      counts.merge(labels, (long) sample.value(), Long::sum);
    }
    return counts;
  }

  /** Else the commands would not have shown what they are there for. */
  private void checkAbilities(HttpTestServers servers) {
    Set<Ability> shown = EnumSet.noneOf(Ability.class);
    for (Ability ability : Ability.values()) {
      if (ability.isShownBy(servers)) {
        shown.add(ability);
      }
    }
    assertThat(shown).isEqualTo(client.abilities());
  }

  /** A call is under way until its response head is there, and not until its body is. */
  private static void aCallEndsWithTheResponseHead(HttpApp app, HttpTestServers servers) {
    String command = "slowly " + servers.http1().url("/slowly");
    app.begin(command);
    assertThat(app.awaitsOrEnds()).isTrue();
    // The client's own thread may have handed on the head before it reports it.
    Await.until(
        () -> "the end of the call with its head\n" + app.jvm(),
        () -> app.jvm().scrape().count(TIME + "_count", "uri", "/slowly") == 1);
    assertThat(app.jvm().scrape().sum(IN_FLIGHT)).isZero();
    servers.http1().release();
    assertThat(app.goOn(command)).contains("200 4 bytes");
    assertThat(app.jvm().scrape().count(TIME + "_count", "uri", "/slowly")).isEqualTo(1);
  }

  /** A call is under way until its body is read, if that is asked for. */
  void ifAskedFor_aCallEndsWithItsBody() {
    try (HttpTestServers servers = HttpTestServers.start();
        HttpApp app = start(JvmCommand.on(jdk).agent("http-client.measure=body"))) {
      String command = "slowly " + servers.http1().url("/slowly");
      app.begin(command);
      assertThat(app.awaitsOrEnds()).isTrue();
      assertThat(app.jvm().scrape().count(TIME + "_count")).isZero();
      assertThat(app.jvm().scrape().sum(IN_FLIGHT)).isEqualTo(1);
      servers.http1().release();
      String slow = app.goOn(command);
      assertThat(slow).contains("200 4 bytes");

      List<HttpCommand> commands = new ArrayList<>(HttpCommands.ofBodies(servers, client));
      List<String> seen = new ArrayList<>(obeyAll(app, servers, commands));
      commands.add(HttpCommand.get(servers.http1().url("/slowly")));
      seen.add(slow);
      checkCounts(app, commands, seen);
    }
  }

  /** The same of a client that tells nobody when a streamed body ends: such a call ends before. */
  void ifAskedFor_aCallEndsWithItsBody_unlessThatIsStreamed() {
    try (HttpTestServers servers = HttpTestServers.start();
        HttpApp app = start(JvmCommand.on(jdk).agent("http-client.measure=body"))) {
      String url = servers.http1().url("/slowly");
      String whole = "async " + url;
      app.begin(whole);
      Await.until(() -> "the request", () -> servers.http1().requestsFor("/slowly") > 0);
      assertThat(app.jvm().scrape().count(TIME + "_count")).isZero();
      assertThat(app.jvm().scrape().sum(IN_FLIGHT)).isEqualTo(1);
      servers.http1().release();
      List<HttpCommand> commands = new ArrayList<>(List.of(HttpCommand.async(url)));
      List<String> seen = new ArrayList<>(List.of(app.finish(whole)));
      // Not all versions give the bytes of a body without a content type.
      assertThat(seen.get(0)).contains("200 ");

      String streamed = "slowly " + url;
      app.begin(streamed);
      assertThat(app.awaitsOrEnds()).isTrue();
      assertThat(app.jvm().scrape().count(TIME + "_count")).isEqualTo(2);
      servers.http1().release();
      commands.add(HttpCommand.get(url));
      seen.add(app.goOn(streamed));

      List<HttpCommand> further = HttpCommands.ofBodies(servers, client);
      commands.addAll(further);
      seen.addAll(obeyAll(app, servers, further));
      checkCounts(app, commands, seen);
    }
  }

  @Override
  public String toString() {
    return client + " on " + jdk;
  }
}
