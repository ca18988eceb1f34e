package dev.tachograph.it;

import static dev.tachograph.it.HttpCommand.async;
import static dev.tachograph.it.HttpCommand.cancel;
import static dev.tachograph.it.HttpCommand.crowd;
import static dev.tachograph.it.HttpCommand.get;
import static dev.tachograph.it.HttpCommand.post;
import static dev.tachograph.it.HttpCommand.webSocket;
import static dev.tachograph.it.HttpCommand.within;

import dev.tachograph.it.TestedClient.Ability;
import dev.tachograph.it.harness.Http2TestServer;
import dev.tachograph.it.harness.HttpTestServer;
import dev.tachograph.it.harness.HttpTestServers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/** The calls that clients are told to make. */
final class HttpCommands {
  /** What is never answered, and what nobody waits for long. */
  static final String LIMITED = "/silent/limited";

  private static final int THREADS = 8;
  private static final int CALLS_OF_EACH = 25;

  private HttpCommands() {}

  /** Everything that may come of a call, on every wire that the client has. */
  static List<HttpCommand> all(HttpTestServers servers, TestedClient client) {
    List<HttpCommand> commands = new ArrayList<>(plain(servers.http1()));
    if (client.tls()) {
      commands.addAll(secure(servers.http1()));
    }
    if (client.is(Ability.HTTP2)) {
      commands.addAll(http2(servers.http2()));
    }
    if (client.is(Ability.UPGRADING)) {
      commands.addAll(upgraded(servers.http2()));
    }
    if (client.is(Ability.WEB_SOCKETS)) {
      commands.add(webSocket(servers.http2().webSocketUrl()));
    }
    return commands;
  }

  /** What is asked of every wire. */
  private static List<HttpCommand> anywhere(UnaryOperator<String> url) {
    return List.of(
        get(url.apply("/ok?token=secret")),
        get(url.apply("/missing")),
        get(url.apply("/broken")),
        get(url.apply("/redirect")),
        get(url.apply("/flaky")),
        post(url.apply("/echo"), "hello"),
        async(url.apply("/ok")));
  }

  private static List<HttpCommand> plain(HttpTestServer server) {
    String refused = HttpTestServer.refusingUrl("/refused");
    List<HttpCommand> commands = new ArrayList<>(anywhere(server::url));
    Collections.addAll(
        commands,
        get(server.url("/empty")),
        get(server.url("/late")),
        get(server.url("/large")),
        get(server.url("/busy")),
        get(server.url("/secured")),
        get(server.url("/barred")),
        get(refused),
        within(300, server.url(LIMITED)),
        async(server.url("/unavailable")),
        async(refused),
        cancel(server.url("/silent/cancelled")),
        crowd(THREADS, CALLS_OF_EACH, server.url("/ok")));
    return commands;
  }

  private static List<HttpCommand> secure(HttpTestServer server) {
    List<HttpCommand> commands = new ArrayList<>(anywhere(server::secureUrl));
    commands.add(get(server.secureUrl("/secured")));
    commands.add(get(server.wrongNameUrl("/ok")));
    return commands;
  }

  private static List<HttpCommand> http2(Http2TestServer server) {
    List<HttpCommand> commands = new ArrayList<>(anywhere(server::url));
    Collections.addAll(
        commands,
        get(server.url("/large")),
        within(300, server.url(LIMITED)),
        cancel(server.url("/silent/cancelled")),
        get(server.url("/ok")),
        crowd(Http2TestServer.TOGETHER, CALLS_OF_EACH, server.url("/together")));
    return commands;
  }

  private static List<HttpCommand> upgraded(Http2TestServer server) {
    return List.of(
        get(server.clearUrl("/ok")),
        get(server.clearUrl("/missing")),
        post(server.clearUrl("/echo"), "hello"));
  }

  /**
   * What is asked once more of a client whose calls are measured only then: the same hooks are in
   * other classes, so every outcome comes once, and every wire.
   */
  static List<HttpCommand> some(HttpTestServers servers, TestedClient client) {
    HttpTestServer server = servers.http1();
    List<HttpCommand> commands = new ArrayList<>(anywhere(server::url));
    commands.add(cancel(server.url("/silent/cancelled")));
    commands.add(crowd(THREADS, CALLS_OF_EACH, server.url("/ok")));
    if (client.tls()) {
      commands.addAll(briefly(server::secureUrl));
    }
    if (client.is(Ability.HTTP2)) {
      commands.addAll(briefly(servers.http2()::url));
      commands.add(cancel(servers.http2().url("/silent/cancelled")));
      commands.add(
          crowd(Http2TestServer.TOGETHER, CALLS_OF_EACH, servers.http2().url("/together")));
    }
    return commands;
  }

  private static List<HttpCommand> briefly(UnaryOperator<String> url) {
    return List.of(
        get(url.apply("/ok?token=secret")),
        post(url.apply("/echo"), "hello"),
        async(url.apply("/ok")));
  }

  /** What has bodies that end in different ways. */
  static List<HttpCommand> ofBodies(HttpTestServers servers, TestedClient client) {
    HttpTestServer server = servers.http1();
    List<HttpCommand> commands = new ArrayList<>(anywhere(server::url));
    Collections.addAll(
        commands, get(server.url("/empty")), get(server.url("/busy")), get(server.url("/secured")));
    if (client.tls()) {
      commands.add(get(server.secureUrl("/ok")));
    }
    if (client.is(Ability.HTTP2)) {
      commands.addAll(http2(servers.http2()));
    }
    return commands;
  }
}
