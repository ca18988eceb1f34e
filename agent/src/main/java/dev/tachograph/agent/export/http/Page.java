package dev.tachograph.agent.export.http;

import java.io.IOException;

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
}
