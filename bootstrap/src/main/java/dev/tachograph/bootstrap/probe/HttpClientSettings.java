package dev.tachograph.bootstrap.probe;

import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.Collections;
import java.util.Set;

/** How calls of HTTP clients are measured. */
public final class HttpClientSettings {
  final UriTemplates templates;

  /** Learned apart: their metric has no host, so they are all one. */
  final UriTemplates apiTemplates;

  final HttpTargets targets;
  final boolean untilBodyEnds;
  private final Set<String> apiHosts;

  /**
   * @param templates for calls of all other hosts
   * @param apiTemplates for calls of API hosts
   * @param untilBodyEnds whether time runs to the end of the body, not only to the response head
   * @param apiHosts the hosts, in lower case and with or without a port, whose calls are counted as
   *     those of the Conductor server are
   */
  public HttpClientSettings(
      UriTemplates templates,
      UriTemplates apiTemplates,
      boolean untilBodyEnds,
      Set<String> apiHosts) {
    this.templates = templates;
    this.apiTemplates = apiTemplates;
    this.untilBodyEnds = untilBodyEnds;
    this.apiHosts = apiHosts;
    this.targets = new HttpTargets(this);
  }

  /** What holds if nothing else is said. */
  static HttpClientSettings defaults() {
    return new HttpClientSettings(
        new UriTemplates(), new UriTemplates(), false, Collections.<String>emptySet());
  }

  /** Whether calls of this host are API requests; a host in the list without a port has any. */
  boolean isApiHost(String host) {
    if (apiHosts.isEmpty()) {
      return false;
    }
    int colon = host.lastIndexOf(':');
    return apiHosts.contains(host)
        || (colon > host.lastIndexOf(']') && apiHosts.contains(host.substring(0, colon)));
  }
}
