package dev.tachograph.agent.export.http;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an endpoint is to serve. Not thread-safe while it is made. */
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
   * @param portRange how many ports to try, from {@code port} upwards; at least 1
   */
  public HttpOptions(String host, int port, int portRange) {
    this.host = host;
    this.firstPort = port;
    this.lastPort = port == 0 ? 0 : Math.min(MAX_PORT, port + portRange - 1);
  }

  /** Waits this long when no port is free. */
  public HttpOptions retryMillis(long millis) {
    retryMillis = millis;
    return this;
  }

  /** Lets all answers under way take this many bytes. */
  public HttpOptions answerMemory(long bytes) {
    answerMemory = bytes;
    return this;
  }

  /** Answers those who call this machine by these names, too, in lower case and without ports. */
  public HttpOptions allowedHosts(Set<String> names) {
    allowedHosts = names;
    return this;
  }

  /** Speaks TLS and nothing else. */
  public HttpOptions tls(@Nullable TlsFiles files) {
    tls = files;
    return this;
  }

  /** Asks for credentials. */
  public HttpOptions auth(@Nullable AuthFiles files) {
    auth = files;
    return this;
  }

  /** Has all work with certificates done so. */
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

  /** As much as a heap of this size has room for beside an application that lives in it. */
  static long byHeap(long heapBytes) {
    return Math.max(4L << 20, heapBytes / 8);
  }
}
