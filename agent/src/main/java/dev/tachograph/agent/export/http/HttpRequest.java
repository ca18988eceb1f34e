package dev.tachograph.agent.export.http;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The head of a request; a body, which no resource here takes, is not kept. Immutable. */
final class HttpRequest {
  final String method;

  /** As sent, neither decoded nor normalised. */
  final String path;

  /** What follows the first {@code ?}, as sent; empty if there is nothing. */
  final String query;

  /** Whether the connection stays open after the response. */
  final boolean keepAlive;

  private final Map<String, List<String>> headers;

  HttpRequest(
      String method,
      String path,
      String query,
      boolean keepAlive,
      Map<String, List<String>> headers) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.keepAlive = keepAlive;
    this.headers = headers;
  }

  boolean isHead() {
    return method.equals("HEAD");
  }

  boolean isGet() {
    return method.equals("GET");
  }

  /** Every line of a header, in the order sent. */
  List<String> headers(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? Collections.emptyList() : values;
  }

  /** All lines of a header as one list, as HTTP defines it; null if there is none. */
  @Nullable String header(String name) {
    List<String> values = headers(name);
    return values.isEmpty() ? null : String.join(", ", values);
  }
}
