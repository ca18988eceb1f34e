package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** How calls of HTTP clients are measured. */
public final class HttpClientSettings {
  final UriTemplates templates;

  /** Learned apart: their metric has no host, so they are all one. */
  final UriTemplates apiTemplates;

  final HttpTargets targets;
  final boolean untilBodyEnds;

  /** Labels of hosts whose calls are API requests. */
  private final Set<String> apiLabels = new HashSet<>();

  /** The same of those where any port will do. */
  private final Set<String> apiNames = new HashSet<>();

  /**
   * @param templates for calls of all other hosts
   * @param apiTemplates for calls of API hosts
   * @param untilBodyEnds whether time runs to the end of the body, not only to the response head
   * @param apiHosts the hosts, with or without a port, whose calls are counted as those of the
   *     Conductor server are
   */
  public HttpClientSettings(
      UriTemplates templates,
      UriTemplates apiTemplates,
      boolean untilBodyEnds,
      Set<String> apiHosts) {
    this.templates = templates;
    this.apiTemplates = apiTemplates;
    this.untilBodyEnds = untilBodyEnds;
    for (String host : apiHosts) {
      String label = UriTemplates.hostLabel(host, -1, "");
      (UriTemplates.hasPort(host) ? apiLabels : apiNames).add(label);
    }
    this.targets = new HttpTargets(this);
  }

  /** Series of requests to API hosts are labelled with templates that may be joined later. */
  public Relabeling apiRelabeling() {
    return new CurrentTemplates(apiTemplates, -1, 1);
  }

  /** What holds if nothing else is said. */
  public static HttpClientSettings defaults() {
    return new HttpClientSettings(
        new UriTemplates(), new UriTemplates(), false, Collections.<String>emptySet());
  }

  /**
   * Whether calls of a host are API requests; one in the list without a port has any.
   *
   * @param host its label
   */
  boolean isApiHost(String host) {
    if (apiLabels.isEmpty() && apiNames.isEmpty()) {
      return false;
    }
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    return apiLabels.contains(host) || apiNames.contains(port ? host.substring(0, colon) : host);
  }
}
