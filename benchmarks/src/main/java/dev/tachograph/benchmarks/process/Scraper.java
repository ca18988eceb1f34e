package dev.tachograph.benchmarks.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;

/** Scrapes an endpoint for text, over a connection that is kept. */
public final class Scraper {
  private static final int BUFFER = 1 << 16;

  private final URL url;
  private final byte[] buffer = new byte[BUFFER];

  /**
   * @param path with the query, if any
   */
  public Scraper(int port, String path) throws IOException {
    url = URI.create("http://127.0.0.1:" + port + path).toURL();
  }

  /** Reads everything and returns how many bytes it was. */
  public int scrape() throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.openConnection();
    connection.setRequestProperty("Accept", "text/plain;version=0.0.4");
    int bytes = 0;
    try (InputStream in = connection.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        bytes += read;
      }
    }
    return bytes;
  }
}
