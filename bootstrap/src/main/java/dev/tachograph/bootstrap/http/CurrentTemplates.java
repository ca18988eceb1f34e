package dev.tachograph.bootstrap.http;

import dev.tachograph.bootstrap.metrics.Relabeling;
import dev.tachograph.bootstrap.uri.UriTemplates;
import java.util.ArrayList;
import java.util.List;

/** Series of templates, and hosts, that have become part of others become part of their series. */
final class CurrentTemplates implements Relabeling {
  private final UriTemplates templates;
  private final int hostLabel;
  private final int uriLabel;

  /**
   * @param hostLabel which label is the host; -1 if there is none
   * @param uriLabel which label is the template; -1 if there is none
   */
  CurrentTemplates(UriTemplates templates, int hostLabel, int uriLabel) {
    this.templates = templates;
    this.hostLabel = hostLabel;
    this.uriLabel = uriLabel;
  }

  @Override
  public int version() {
    return templates.version();
  }

  @Override
  public List<String> relabel(List<String> labelValues) {
    String host = hostLabel < 0 ? HttpClientProbe.API : labelValues.get(hostLabel);
    List<String> now = labelValues;
    if (hostLabel >= 0) {
      now = with(now, hostLabel, templates.currentHost(host));
    }
    if (uriLabel >= 0) {
      now = with(now, uriLabel, templates.current(host, labelValues.get(uriLabel)));
    }
    return now;
  }

  private static List<String> with(List<String> values, int label, String value) {
    if (values.get(label).equals(value)) {
      return values;
    }
    List<String> changed = new ArrayList<>(values);
    changed.set(label, value);
    return changed;
  }
}
