package dev.tachograph.agent.export.http;

import java.io.IOException;

/** Something to read that is not made of the registry. */
public interface Page {

  String contentType();

  /**
   * The content as it is now.
   *
   * @throws java.io.FileNotFoundException if there is none, which is answered by 404
   * @throws IOException if there is one that cannot be read, which is answered by 500
   */
  byte[] content() throws IOException;
}
