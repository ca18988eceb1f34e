package dev.tachograph.it;

import dev.tachograph.it.fit.LibraryVersions;
import dev.tachograph.it.harness.ClassPaths;
import dev.tachograph.it.harness.HttpTestServers;
import java.lang.module.ModuleDescriptor.Version;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One version of an HTTP client.
 *
 * @param label what it is called in the label {@code client}
 * @param calls the simple class name of the program's adapter for it
 * @param library the name of its class path, or empty if the JDK has it
 * @param jdk the oldest that it runs, or is measured, on
 * @param tls whether its TLS works on the JDKs of today, without the agent, too
 * @param abilities what it does without being asked
 */
record TestedClient(
    String label,
    String calls,
    String library,
    int jdk,
    boolean tls,
    Set<TestedClient.Ability> abilities) {
  /** What a client may do by itself, beyond one request over HTTP/1.1. */
  enum Ability {
    /** Goes where a response sends it. */
    REDIRECTED(servers -> servers.http1().requestsFor("/ok/redirected") > 0),
    /** Says who it is, once it is asked. */
    AUTHENTICATING(servers -> isRepeated(servers, "/secured")),
    /** Repeats a request if the connection is closed that it has used before. */
    RECONNECTING(servers -> isRepeated(servers, "/flaky")),
    /** Repeats a request if the server is too busy and says so. */
    PATIENT(servers -> isRepeated(servers, "/busy")),
    /** Speaks HTTP/2 over TLS. */
    HTTP2(servers -> servers.http2().versions().contains("https HTTP_2")),
    /** Sends requests over one connection side by side. */
    MULTIPLEXING(servers -> servers.http2().connectionsShared() == 1),
    /** Asks for HTTP/2 without TLS. */
    UPGRADING(servers -> servers.http2().versions().contains("http HTTP_2")),
    /** Opens WebSockets. */
    WEB_SOCKETS(servers -> servers.requestsFor("/socket") > 0);

    private final Predicate<HttpTestServers> shown;

    Ability(Predicate<HttpTestServers> shown) {
      this.shown = shown;
    }

    /** Whether a client that has obeyed all commands has it. */
    boolean isShownBy(HttpTestServers servers) {
      return shown.test(servers);
    }

    /** Whether one call has made two requests; there was one with TLS and one without. */
    private static boolean isRepeated(HttpTestServers servers, String path) {
      String start = "GET " + path + " ";
      String host = servers.http1().authority();
      return servers.http1().requests().stream()
              .filter(request -> request.startsWith(start) && request.contains(host))
              .count()
          > 1;
    }
  }

  static TestedClient of(String label, String calls, String library, Ability... abilities) {
    return new TestedClient(label, calls, library, 0, true, Set.of(abilities));
  }

  TestedClient since(int oldestJdk) {
    return new TestedClient(label, calls, library, oldestJdk, tls, abilities);
  }

  TestedClient withoutTls() {
    return new TestedClient(label, calls, library, jdk, false, abilities);
  }

  /** The same with another version of its library. */
  TestedClient at(String version) {
    return new TestedClient(
        label, calls, library + ClassPaths.OTHER_VERSION + version, jdk, tls, abilities);
  }

  /** Whether it is that one, or another version of it. */
  boolean isLike(TestedClient model) {
    return equals(model) || library.startsWith(model.library + ClassPaths.OTHER_VERSION);
  }

  /**
   * The other versions of a library that the fit matrix looks at. Each does what the newest of the
   * models does that is not newer, or else the first.
   *
   * @param name what {@code versions.txt} calls it
   * @param models ascending
   */
  static Stream<TestedClient> otherVersions(String name, TestedClient... models) {
    return LibraryVersions.of(name).stream()
        .filter(version -> Stream.of(models).noneMatch(model -> model.isOf(version)))
        .map(
            version -> {
              TestedClient like = models[0];
              for (TestedClient model : models) {
                if (Version.parse(model.version()).compareTo(Version.parse(version)) <= 0) {
                  like = model;
                }
              }
              return like.at(version);
            });
  }

  private String version() {
    return library.substring(library.lastIndexOf('-') + 1);
  }

  private boolean isOf(String version) {
    return version.equals(version())
        || version.matches(Pattern.quote(version()) + "[.-][A-Za-z].*");
  }

  boolean is(Ability ability) {
    return abilities.contains(ability);
  }

  @Override
  public String toString() {
    return calls + " " + library;
  }
}
