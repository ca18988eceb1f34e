package dev.tachograph.agent.export.page;

import dev.tachograph.agent.export.http.Page;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** A file of the page. It is read from the agent's jar whenever somebody asks for it. */
final class PageFile implements Page {
  private static final String FOLDER = "dev/tachograph/agent/export/page/files/";

  /** The page loads nothing from elsewhere, runs no script of its own text, and is in no frame. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          POLICY,
          "Cache-Control",
          "no-cache",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Referrer-Policy",
          "no-referrer",
          "X-Frame-Options",
          "DENY");

  private final String name;

  PageFile(String name) {
    this.name = name;
  }

  @Override
  public String contentType() {
    switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html":
        return "text/html; charset=utf-8";
      case "css":
        return "text/css; charset=utf-8";
      case "svg":
        return "image/svg+xml";
      default:
        return "text/javascript; charset=utf-8";
    }
  }

  @Override
  public byte[] content() throws IOException {
    try (InputStream in = PageFile.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      return in.readAllBytes();
    }
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
