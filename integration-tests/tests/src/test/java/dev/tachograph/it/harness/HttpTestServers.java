package dev.tachograph.it.harness;

import java.util.List;
import java.util.stream.Stream;

/** The test servers of both versions of HTTP. */
public final class HttpTestServers implements AutoCloseable {
  private final HttpTestServer http1 = HttpTestServer.start();
  private final Http2TestServer http2 = Http2TestServer.start();

  private HttpTestServers() {}

  public static HttpTestServers start() {
    return new HttpTestServers();
  }

  /** What makes a JVM trust them. */
  public static String[] trusted() {
    return TestKeys.trusted();
  }

  public HttpTestServer http1() {
    return http1;
  }

  public Http2TestServer http2() {
    return http2;
  }

  /** The requests so far, of each server sorted. */
  public List<String> requests() {
    return Stream.concat(http1.requests().stream(), http2.requests().stream()).toList();
  }

  /** How many requests for this path have come. */
  public long requestsFor(String path) {
    return http1.requestsFor(path) + http2.requestsFor(path);
  }

  /** Forgets the requests and connections so far. */
  public void forget() {
    http1.forget();
    http2.forget();
  }

  @Override
  public void close() {
    http1.close();
    http2.close();
  }
}
