package dev.tachograph.agent.export.page;

import dev.tachograph.agent.export.http.Page;
import java.util.Map;

/** Data for the scripts of the page. No other site gets it, and no cache keeps it. */
abstract class JsonPage implements Page {
  private static final Map<String, String> HEADERS =
      Map.of("Cache-Control", "no-store", "Cross-Origin-Resource-Policy", "same-origin");

  @Override
  public String contentType() {
    return "application/json";
  }

  @Override
  public Map<String, String> headers() {
    return HEADERS;
  }

  @Override
  public boolean isCompressed() {
    return true;
  }
}
