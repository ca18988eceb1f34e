package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** How calls of HTTP clients are measured. */
public final class HttpClientSettings {
  final UriTemplates templates;

  /**
   * Kept separate: the family of API requests has no host label, so all API hosts share one tree.
   */
  final UriTemplates apiTemplates;

  final HttpTargets targets;
  final boolean untilBodyEnds;

  /** Labels of hosts whose calls are API requests. */
  private final Set<String> apiLabels = new HashSet<>();

  /** Labels of hosts whose calls to any port are API requests. */
  private final Set<String> apiNames = new HashSet<>();

  /**
   * @param templates for calls of all other hosts
   * @param apiTemplates for calls of API hosts
   * @param untilBodyEnds whether a call lasts until the end of the body, not only until the
   *     response head
   * @param apiHosts the hosts, with or without a port, whose calls count as requests to the
   *     Conductor server
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

  /** The relabeling of requests to API hosts, whose templates may be joined later. */
  public Relabeling apiRelabeling() {
    return new CurrentTemplates(apiTemplates, -1, 1);
  }

  /** The default settings. */
  public static HttpClientSettings defaults() {
    return new HttpClientSettings(
        new UriTemplates(), new UriTemplates(), false, Collections.<String>emptySet());
  }

  /**
   * Whether calls of a host are API requests. A listed host without a port matches any port.
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
