package dev.tachograph.examples.live;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The metrics endpoint of a worker, read as any scraper does. */
final class Endpoint {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final HttpRequest request;

  Endpoint(URI uri) {
    request =
        HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("Accept", "text/plain;version=0.0.4")
            .build();
  }

  /**
   * Asks for the metrics.
   *
   * @throws IOException if no answer came, or not one with metrics
   */
  Scrape scrape() throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("it answered with status " + response.statusCode());
    }
    try {
      return new Scrape(System.nanoTime(), Exposition.parse(response.body()));
    } catch (IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
