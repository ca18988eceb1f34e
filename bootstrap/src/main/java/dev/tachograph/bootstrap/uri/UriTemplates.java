package dev.tachograph.bootstrap.uri;

import org.jspecify.annotations.Nullable;

/** Finds the template of a path. */
public final class UriTemplates {
  /** The host of a call that does not tell it. */
  static final String UNKNOWN_HOST = "unknown";

  /**
   * How a host is labelled: in lower case, with its port unless that is 80 or 443.
   *
   * @param path where the host is taken from, if it is not given and this is an absolute URI
   */
  public String hostLabel(@Nullable String host, int port, String path) {
    if (host == null || host.isEmpty()) {
      return UNKNOWN_HOST;
    }
    return port <= 0 || port == 80 || port == 443 ? host : host + ':' + port;
  }

  /**
   * The template of a request.
   *
   * @param host what {@link #hostLabel} gave
   * @param path the path, with or without scheme and host before it and a query behind it
   * @param template the client's own, if it has one
   */
  public Endpoint endpoint(String host, String path, @Nullable String template) {
    return new Endpoint(host, template == null ? path : template);
  }
}
