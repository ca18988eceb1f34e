package dev.tachograph.agent.export.http;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The options of an endpoint. Not thread-safe while they are set. */
public final class HttpOptions {
  private static final int MAX_PORT = 65535;
  private static final long RETRY_MILLIS = 5_000;

  final String host;
  final int firstPort;
  final int lastPort;
  long retryMillis = RETRY_MILLIS;
  private long answerMemory = byHeap(Runtime.getRuntime().maxMemory());
  private Set<String> allowedHosts = new HashSet<>();
  private ExchangeLimits limits = ExchangeLimits.DEFAULT;
  private @Nullable TlsFiles tls;
  private @Nullable AuthFiles auth;
  private @Nullable UnloggedWork unlogged;

  /**
   * @param host a name or an address of this machine
   * @param port the first port to try; 0 for any free one
   * @param portRange the number of ports to try, from {@code port} upwards; at least 1
   */
  public HttpOptions(String host, int port, int portRange) {
    this.host = host;
    this.firstPort = port;
    this.lastPort = port == 0 ? 0 : Math.min(MAX_PORT, port + portRange - 1);
  }

  /** Sets the pause before the next attempt when no port is free. */
  public HttpOptions retryMillis(long millis) {
    retryMillis = millis;
    return this;
  }

  /** Sets the number of bytes that all answers in flight may take together. */
  public HttpOptions answerMemory(long bytes) {
    answerMemory = bytes;
    return this;
  }

  /** Also accepts requests for these names of this machine, in lower case and without ports. */
  public HttpOptions allowedHosts(Set<String> names) {
    allowedHosts = names;
    return this;
  }

  /** Serves TLS only. */
  public HttpOptions tls(@Nullable TlsFiles files) {
    tls = files;
    return this;
  }

  /** Asks for credentials. */
  public HttpOptions auth(@Nullable AuthFiles files) {
    auth = files;
    return this;
  }

  /** Does all work with certificates in this way. */
  public HttpOptions unlogged(@Nullable UnloggedWork work) {
    unlogged = work;
    return this;
  }

  public @Nullable UnloggedWork unlogged() {
    return unlogged;
  }

  public @Nullable TlsFiles tls() {
    return tls;
  }

  public @Nullable AuthFiles auth() {
    return auth;
  }

  HttpOptions limits(ExchangeLimits limits) {
    this.limits = limits;
    return this;
  }

  public ExchangeLimits limits() {
    return limits;
  }

  public String host() {
    return host;
  }

  public long answerMemory() {
    return answerMemory;
  }

  public Set<String> allowedHosts() {
    return allowedHosts;
  }

  /**
   * The number of bytes that the endpoint may take of a heap of this size, beside the application.
   */
  static long byHeap(long heapBytes) {
    return Math.max(4L << 20, heapBytes / 8);
  }
}
