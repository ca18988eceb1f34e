package dev.tachograph.it.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** What a dashboard shows in one place, or a heading. */
record Panel(JsonNode json) {
  boolean isHeading() {
    return json.path("type").asText().equals("row");
  }

  String title() {
    return json.path("title").asText();
  }

  String description() {
    return json.path("description").asText();
  }

  String unit() {
    return json.at("/fieldConfig/defaults/unit").asText();
  }

  List<String> expressions() {
    return each(json.path("targets")).stream().map(t -> t.path("expr").asText()).toList();
  }

  /** The alerts that it links to. */
  List<String> alerts() {
    return each(json.path("links")).stream()
        .map(link -> link.path("url").asText())
        .map(url -> url.substring(url.lastIndexOf(':') + 1))
        .toList();
  }

  int left() {
    return json.at("/gridPos/x").asInt();
  }

  int right() {
    return left() + json.at("/gridPos/w").asInt();
  }

  int top() {
    return json.at("/gridPos/y").asInt();
  }

  int bottom() {
    return top() + json.at("/gridPos/h").asInt();
  }

  boolean overlaps(Panel other) {
    return left() < other.right()
        && other.left() < right()
        && top() < other.bottom()
        && other.top() < bottom();
  }

  static List<JsonNode> each(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).toList();
  }
}
