package dev.tachograph.agent.export.http;

import org.jspecify.annotations.Nullable;

/** What an answer depends on. Headers are as they were sent; null if they were not. Immutable. */
public final class MountedRequest {
  public final String path;
  public final @Nullable String query;
  public final @Nullable String host;
  public final @Nullable String accept;
  public final @Nullable String acceptEncoding;
  public final @Nullable String authorization;

  /** Whether it came to this machine's loopback address. */
  public final boolean loopback;

  public MountedRequest(
      String path,
      @Nullable String query,
      @Nullable String host,
      @Nullable String accept,
      @Nullable String acceptEncoding,
      @Nullable String authorization,
      boolean loopback) {
    this.path = path;
    this.query = query;
    this.host = host;
    this.accept = accept;
    this.acceptEncoding = acceptEncoding;
    this.authorization = authorization;
    this.loopback = loopback;
  }
}
