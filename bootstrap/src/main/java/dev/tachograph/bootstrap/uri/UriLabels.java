package dev.tachograph.bootstrap.uri;

/** Where a call goes, as it is labelled. */
public final class UriLabels {
  private final String host;
  private final String uri;

  public UriLabels(String host, String uri) {
    this.host = host;
    this.uri = uri;
  }

  /** Host and, unless it is the usual one, port. */
  public String host() {
    return host;
  }

  /** The path template: it begins with a slash and has no query. */
  public String uri() {
    return uri;
  }
}
