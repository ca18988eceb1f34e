package dev.tachograph.bootstrap.uri;

/** The labels of a call's destination. */
public final class UriLabels {
  private final String host;
  private final String uri;

  public UriLabels(String host, String uri) {
    this.host = host;
    this.uri = uri;
  }

  /** The host, with its port unless that is 80 or 443. */
  public String host() {
    return host;
  }

  /** The path template: it begins with a slash and has no query. */
  public String uri() {
    return uri;
  }
}
