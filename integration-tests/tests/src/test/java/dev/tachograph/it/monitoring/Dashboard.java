package dev.tachograph.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A dashboard as Grafana loads it. */
record Dashboard(String name, JsonNode json) {
  static Dashboard read(Path file) {
    try {
      return new Dashboard(
          String.valueOf(file.getFileName()), new ObjectMapper().readTree(file.toFile()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Headings included. */
  List<Panel> panels() {
    return Panel.each(json.path("panels")).stream().map(Panel::new).toList();
  }

  List<String> variables() {
    return Panel.each(json.at("/templating/list")).stream()
        .map(variable -> variable.path("name").asText())
        .toList();
  }

  /** What the variables choose from: series with a selector. */
  List<String> variableSeries() {
    return Panel.each(json.at("/templating/list")).stream()
        .map(variable -> variable.at("/query/query").asText())
        .filter(query -> !query.isEmpty())
        .map(query -> query.substring("label_values(".length(), query.lastIndexOf(',')))
        .toList();
  }

  /** All that it asks Prometheus, with all variables at "All" and a short interval. */
  List<String> queries() {
    return panels().stream()
        .flatMap(panel -> panel.expressions().stream())
        .map(Dashboard::filledIn)
        .toList();
  }

  static String filledIn(String expression) {
    return expression.replace("$__rate_interval", "1m").replaceAll("\\$\\w+", ".*");
  }

  @Override
  public String toString() {
    return name;
  }
}
