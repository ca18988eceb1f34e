package dev.tachograph.it.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The exposition of the endpoint or the textfile at one moment. */
public final class Scrape {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private final Map<String, Family> families;

  Scrape(Map<String, Family> families) {
    this.families = families;
  }

  /** Reads an endpoint in text format 0.0.4. */
  public static Scrape of(URI endpoint) {
    HttpResponse<String> response = get(endpoint, "Accept", "text/plain; version=0.0.4");
    if (response.statusCode() != 200) {
      throw new AssertionError(
          endpoint + " answers " + response.statusCode() + ": " + response.body());
    }
    return parse(response.body());
  }

  /** A plain GET; the headers as name, value, name, value, … */
  public static HttpResponse<String> get(URI uri, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(60));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  /** Whether it answers with 200. One that is busy, or not yet there, may lose the connection. */
  public static boolean isAnswered(URI uri) {
    try {
      return get(uri).statusCode() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** A POST of nothing. */
  public static HttpResponse<String> post(URI uri) {
    return send(HttpRequest.newBuilder(uri).POST(HttpRequest.BodyPublishers.noBody()));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) {
    HttpRequest built = request.build();
    try {
      return CLIENT.send(built, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(built.uri().toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /**
   * Parses text format 0.0.4, and takes nothing that a strict reader would not.
   *
   * @throws AssertionError naming the line, if it is not
   */
  public static Scrape parse(String text) {
    return new Scrape(new TextFormatParser(text).families());
  }

  public Set<String> familyNames() {
    return families.keySet();
  }

  public Family family(String name) {
    Family family = families.get(name);
    if (family == null) {
      throw new AssertionError("no family " + name + " among " + families.keySet());
    }
    return family;
  }

  public boolean hasFamily(String name) {
    return families.containsKey(name);
  }

  /** All samples of that name that have at least these labels: name, value, name, value, … */
  public List<Sample> samples(String name, String... labels) {
    Map<String, String> wanted = pairs(labels);
    List<Sample> found = new ArrayList<>();
    for (Family family : families.values()) {
      for (Sample sample : family.samples()) {
        if (sample.name().equals(name) && sample.has(wanted)) {
          found.add(sample);
        }
      }
    }
    return found;
  }

  /** The value of the one sample of that name with these labels, and perhaps others. */
  public double value(String name, String... labels) {
    List<Sample> found = samples(name, labels);
    if (found.size() != 1) {
      throw new AssertionError(
          found.size()
              + " samples are "
              + name
              + pairs(labels)
              + "; all of that name:\n"
              + samples(name).stream().map(Sample::toString).collect(Collectors.joining("\n"))
              + "\nfamilies: "
              + families.keySet());
    }
    return found.get(0).value();
  }

  /** The sum over all samples of that name with these labels; 0 if there are none. */
  public double sum(String name, String... labels) {
    return samples(name, labels).stream().mapToDouble(Sample::value).sum();
  }

  /** The same for what counts. */
  public long count(String name, String... labels) {
    double sum = sum(name, labels);
    if (sum != Math.rint(sum)) {
      throw new AssertionError(name + pairs(labels) + " counts, and is " + sum);
    }
    return (long) sum;
  }

  /** The different values of a label. */
  public Set<String> labelValues(String name, String label) {
    return samples(name).stream()
        .map(sample -> sample.label(label))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, String> pairs(String... labels) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      pairs.put(labels[i], labels[i + 1]);
    }
    return pairs;
  }
}
