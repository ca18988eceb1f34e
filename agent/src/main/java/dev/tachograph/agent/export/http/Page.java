package dev.tachograph.agent.export.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Map;

/** A page whose content does not come from the registry. */
public interface Page {

  String contentType();

  /**
   * The content as it is now.
   *
   * @throws java.io.FileNotFoundException if there is none; the endpoint answers 404
   * @throws IOException if there is one that cannot be read; the endpoint answers 500
   */
  byte[] content() throws IOException;

  /**
   * The content for a request with this query.
   *
   * @param query what follows the question mark, as it was sent; empty if there is none
   * @throws IOException as {@link #content()}
   */
  default byte[] content(String query) throws IOException {
    return content();
  }

  /**
   * The same, to be read piece by piece. A page that may be larger than the memory for it does not
   * make the whole.
   *
   * @throws IOException as {@link #content()}
   */
  default InputStream open(String query) throws IOException {
    return new ByteArrayInputStream(content(query));
  }

  /** More headers of the answer, by name. */
  default Map<String, String> headers() {
    return Collections.emptyMap();
  }

  /** Whether to send the content by gzip to clients that accept it. */
  default boolean isCompressed() {
    return false;
  }
}
